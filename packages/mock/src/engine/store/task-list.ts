import type { TaskRecord } from "../model.ts";
import { lengthOf, mergeRuns, type Run } from "./merge-runs.ts";
import { SortedList } from "./sorted-list.ts";
import type { TaskPage, TaskQuery } from "./store.ts";

/** All tasks of a list that have the same type, status and review status. */
interface Cell {
  readonly type: string;
  readonly status: string;
  readonly customerReviewStatus: string;
  readonly tasks: SortedList<TaskRecord>;
}

/**
 * The tasks of one account and API. Each is in the cell of its facets, and a query merges the cells that match: so
 * every combination of filters costs the same at any number of tasks, no index is built late, and a task takes one
 * entry in memory instead of one per index. Cells are few, because facets have few values.
 *
 * @example
 * const list = new TaskList();
 * list.put(task);
 * list.page({ api, account, status: "pending", order: "descending", offset: 0, limit: 100 });
 */
export class TaskList {
  readonly #byId = new Map<string, TaskRecord>();
  readonly #cells = new Map<string, Cell>();

  get(id: string): TaskRecord | undefined {
    return this.#byId.get(id);
  }

  values(): TaskRecord[] {
    return [...this.#byId.values()];
  }

  /** Adds a task, or replaces the one with the same id. Returns the replaced one. */
  put(task: TaskRecord): TaskRecord | undefined {
    const old = this.#byId.get(task.id);
    const cell = this.#cellOf(task);
    if (old && (old.sequence !== task.sequence || this.#cellOf(old) !== cell)) {
      this.#cellOf(old).tasks.delete(old.sequence);
    }
    cell.tasks.put(task);
    this.#byId.set(task.id, task);
    return old;
  }

  /** Removes a task, and returns it. */
  delete(id: string): TaskRecord | undefined {
    const old = this.#byId.get(id);
    if (!old) return undefined;
    this.#byId.delete(id);
    this.#cellOf(old).tasks.delete(old.sequence);
    return old;
  }

  page(query: TaskQuery): TaskPage {
    const matching = [...this.#cells.values()].filter((cell) => matches(cell, query));
    const runs = matching.map(({ tasks }) => createdWithin(tasks, query));
    const rest = runs.map((run) => beyond(run, query));
    const records = mergeRuns(rest, query);
    return { records, total: lengthOf(runs), hasMore: query.offset + records.length < lengthOf(rest) };
  }

  #cellOf({ type, status, customerReviewStatus = "" }: TaskRecord): Cell {
    const key = `${type}\0${status}\0${customerReviewStatus}`;
    let cell = this.#cells.get(key);
    if (!cell) this.#cells.set(key, (cell = { type, status, customerReviewStatus, tasks: new SortedList() }));
    return cell;
  }
}

const matches = (cell: Cell, { type, status, customerReviewStatuses: reviews }: TaskQuery): boolean =>
  (type ?? cell.type) === cell.type &&
  (status ?? cell.status) === cell.status &&
  (reviews === undefined || reviews.includes(cell.customerReviewStatus));

/** Times never decrease with the sequence, so they can be searched by bisection too. */
const createdWithin = (
  list: SortedList<TaskRecord>,
  { createdFrom, createdTo }: TaskQuery,
): Run<TaskRecord> => {
  const from = createdFrom === undefined ? 0 : list.rank((task) => task.createdAt >= createdFrom);
  const to = createdTo === undefined ? list.size : list.rank((task) => task.createdAt > createdTo);
  return { list, from, to };
};

/** The items after the last task of the previous page. */
const beyond = (run: Run<TaskRecord>, { after, order }: TaskQuery): Run<TaskRecord> => {
  if (after === undefined) return run;
  if (order === "ascending") {
    const rank = run.list.rank((task) => task.sequence > after);
    return { ...run, from: Math.min(run.to, Math.max(run.from, rank)) };
  }
  const rank = run.list.rank((task) => task.sequence >= after);
  return { ...run, to: Math.max(run.from, Math.min(run.to, rank)) };
};
