import type { TaskRecord } from "../model.ts";
import { SequenceSet } from "./sequence-set.ts";
import type { TaskPage, TaskQuery } from "./store.ts";
import { sequenceTaken } from "./store-error.ts";
import type { TaskKey } from "./task-key.ts";
import { TaskList } from "./task-list.ts";

/**
 * The tasks of all accounts, in memory.
 *
 * @example
 * const tasks = new TaskTable();
 * tasks.put(task);
 * tasks.get({ api: "moderation", account: "test_key", id: task.id }); // task
 */
export class TaskTable {
  readonly #accounts = new Map<string, Map<string, TaskList>>();
  readonly #sequences = new SequenceSet();

  get({ api, account, id }: TaskKey): TaskRecord | undefined {
    return this.#accounts.get(account)?.get(api)?.get(id);
  }

  /** All tasks with this id, oldest first. */
  find(id: string): TaskRecord[] {
    const tasks = this.#lists().flatMap((list) => list.get(id) ?? []);
    return tasks.toSorted(bySequence);
  }

  page(query: TaskQuery): TaskPage {
    const list = this.#accounts.get(query.account)?.get(query.api);
    return list ? list.page(query) : { records: [], total: 0, hasMore: false };
  }

  /** All tasks, or those of one account, oldest first. */
  all(account?: string): TaskRecord[] {
    const tasks = this.#lists(account).flatMap((list) => list.values());
    return tasks.toSorted(bySequence);
  }

  lastSequence(): number {
    return this.#sequences.highest();
  }

  /** Adds a task, or replaces the one with the same key. Returns the replaced one. */
  put(task: TaskRecord): TaskRecord | undefined {
    const old = this.get(task);
    if (old?.sequence !== task.sequence) {
      if (this.#sequences.has(task.sequence)) throw sequenceTaken("task", task);
      if (old) this.#sequences.delete(old.sequence);
      this.#sequences.add(task.sequence);
    }
    this.#listOf(task).put(task);
    return old;
  }

  /** Removes a task, and returns it. */
  delete({ api, account, id }: TaskKey): TaskRecord | undefined {
    const old = this.#accounts.get(account)?.get(api)?.delete(id);
    if (old) this.#sequences.delete(old.sequence);
    return old;
  }

  /** Removes all tasks of an account, and returns them. */
  deleteAccount(account: string): TaskRecord[] {
    const old = this.all(account);
    this.#accounts.delete(account);
    for (const { sequence } of old) this.#sequences.delete(sequence);
    return old;
  }

  #lists(account?: string): TaskList[] {
    const accounts = account === undefined ? [...this.#accounts.values()] : [this.#accounts.get(account)];
    return accounts.flatMap((lists) => Array.from(lists?.values() ?? []));
  }

  #listOf({ account, api }: TaskRecord): TaskList {
    let lists = this.#accounts.get(account);
    if (!lists) this.#accounts.set(account, (lists = new Map()));
    let list = lists.get(api);
    if (!list) lists.set(api, (list = new TaskList()));
    return list;
  }
}

const bySequence = (left: TaskRecord, right: TaskRecord): number => left.sequence - right.sequence;
