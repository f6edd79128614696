import { isoTime } from "../engine/clock.ts";
import type { Engine } from "../engine/create-engine.ts";
import { EngineFailure } from "../engine/failure.ts";
import type { TaskRecord } from "../engine/model.ts";
import { readPageToken, writePageToken } from "../engine/operations/page-token.ts";
import { presentApi, presentTask } from "../engine/present-task.ts";
import { nearestName } from "../text/nearest-name.ts";

/** Selects tasks of all APIs. All conditions must hold. */
export interface TaskFilter {
  readonly api?: string;
  /** The kind of task, of an API that has several. */
  readonly resource?: string;
  readonly status?: string;
  readonly type?: string;
  /** Contained in the id or in a value of the task, in upper or lower case. */
  readonly text?: string;
  /** At most this many, the newest ones. Default: 100. */
  readonly limit?: number;
  /** The `next` of another page: only tasks older than those. */
  readonly before?: string;
}

/** A task with what its API shows of it. */
export const presentDetails = (task: TaskRecord) => ({
  ...presentTask(task),
  type: task.type,
  createdAt: isoTime(task.createdAt),
  ...(task.dueAt !== undefined && { dueAt: isoTime(task.dueAt) }),
  task: task.body,
});

/** Tasks, newest first. */
export interface ListedTasks {
  readonly tasks: ReturnType<typeof presentDetails>[];
  /** The number of matches, on all pages together. Absent with a text, which is searched page by page. */
  readonly total?: number;
  /** What to send as `before` for the next page. Absent on the last one. */
  readonly next?: string;
}

/**
 * Lists the tasks of all APIs, of an account or, without a key, of all accounts: the newest of each list that the store has, merged.
 *
 * @throws {EngineFailure} 400 for an API or a kind of task that is not there, and for a `before` that no page has.
 */
export const listTasks = async (
  engine: Engine,
  { before, limit = 100, text, ...filter }: TaskFilter,
  key?: string,
): Promise<ListedTasks> => {
  const after = before === undefined ? undefined : sequenceOf(before);
  const query = { namespaces: namespacesOf(engine, filter), status: filter.status, type: filter.type };
  const { hasMore, last, records, total } =
    text === undefined
      ? await readPage(engine, { ...query, after, limit }, key)
      : await search(engine, { ...query, after, limit }, containing(text), key);
  return {
    tasks: records.map(presentDetails),
    ...(text === undefined && { total }),
    ...(hasMore && last !== undefined && { next: writePageToken(last) }),
  };
};

/** The part of the tasks to read. */
interface PageQuery {
  readonly namespaces: readonly string[];
  readonly status: string | undefined;
  readonly type: string | undefined;
  /** Only tasks before this sequence. */
  readonly after: number | undefined;
  readonly limit: number;
}

interface Page {
  readonly records: readonly TaskRecord[];
  readonly total: number;
  readonly hasMore: boolean;
  /** The sequence at which the next page continues. */
  readonly last: number | undefined;
}

/** How many tasks a search reads at a time, and at most. */
const searched = { atOnce: 1000, atMost: 10_000 };

/** Reads page after page, until enough tasks match. */
const search = async (
  engine: Engine,
  query: PageQuery,
  matches: (task: TaskRecord) => boolean,
  key: string | undefined,
): Promise<Page> => {
  const records: TaskRecord[] = [];
  let page: Page = { records: [], total: 0, hasMore: true, last: query.after };
  for (let read = 0; page.hasMore && read < searched.atMost; read += searched.atOnce) {
    page = await readPage(engine, { ...query, after: page.last, limit: searched.atOnce }, key);
    for (const record of page.records) {
      if (!matches(record)) continue;
      if (records.length === query.limit)
        return { ...page, records, hasMore: true, last: records.at(-1)?.sequence ?? page.last };
      records.push(record);
    }
  }
  return { ...page, records };
};

const containing = (text: string): ((task: TaskRecord) => boolean) => {
  const wanted = text.toLowerCase();
  return ({ body, id }) => id.toLowerCase().includes(wanted) || valuesContain(body, wanted);
};

/** Names of properties do not count: nearly all tasks have the same. */
const valuesContain = (value: unknown, wanted: string): boolean => {
  if (typeof value === "object" && value !== null)
    return Object.values(value).some((child) => valuesContain(child, wanted));
  return String(value).toLowerCase().includes(wanted);
};

const readPage = async (
  engine: Engine,
  { after, limit, namespaces, status, type }: PageQuery,
  key: string | undefined,
): Promise<Page> => {
  const { accounts, firstTasks, store } = engine;
  const account = key === undefined ? undefined : await accounts.read(key);
  if (account && !accounts.isCurrent(account)) {
    const tasks = firstTasks(account).filter(
      (task) =>
        namespaces.includes(task.api) &&
        (status ?? task.status) === task.status &&
        (type ?? task.type) === task.type,
    );
    // They are not stored yet, so that no page ends with one.
    const shown = after === undefined ? tasks.toReversed().slice(0, limit) : [];
    return { records: shown, total: tasks.length, hasMore: false, last: undefined };
  }
  const keys = account ? [account.key] : await keysOfAll(engine);
  const pages = await Promise.all(
    keys.flatMap((owner) =>
      namespaces.map((api) =>
        store.listTasks({
          api,
          account: owner,
          order: "descending",
          limit,
          offset: 0,
          ...(status !== undefined && { status }),
          ...(type !== undefined && { type }),
          ...(after !== undefined && { after }),
        }),
      ),
    ),
  );
  const newest = pages
    .flatMap(({ records }) => records)
    .toSorted((left, right) => right.sequence - left.sequence);
  const records = newest.slice(0, limit);
  return {
    records,
    total: pages.reduce((sum, page) => sum + page.total, 0),
    hasMore: newest.length > limit || pages.some((page) => page.hasMore),
    last: records.at(-1)?.sequence,
  };
};

const keysOfAll = async ({ accounts, sharing }: Engine): Promise<readonly string[]> =>
  sharing ? sharing.allAccounts() : accounts.all().map(({ key }) => key);

const sequenceOf = (token: string): number => {
  const sequence = readPageToken(token);
  if (sequence !== undefined) return sequence;
  throw new EngineFailure(
    400,
    `before is "${token.slice(0, 60)}", which no page has. Send the next of a page as it is, or leave it out.`,
  );
};

/** What a misspelt name selects would be nothing, and look like an empty list. */
const namespacesOf = (
  { apis }: Engine,
  { api, resource }: Pick<TaskFilter, "api" | "resource">,
): string[] => {
  const all = [...apis.values()].flatMap(({ behaviors }) => behaviors.map(({ namespace }) => namespace));
  const shown = all.map((namespace) => Object.assign({ namespace }, presentApi(namespace)));
  check("api", api, [...apis.keys()]);
  const ofApi = shown.filter((each) => (api ?? each.api) === each.api);
  check(
    "resource",
    resource,
    ofApi.flatMap((each) => each.resource ?? []),
  );
  return ofApi
    .filter((each) => resource === undefined || each.resource === resource)
    .map(({ namespace }) => namespace);
};

const check = (name: string, value: string | undefined, known: readonly string[]): void => {
  if (value === undefined || known.includes(value)) return;
  const meant = nearestName(value, known);
  const choice = known.length === 0 ? "left out here" : `one of ${[...new Set(known)].join(", ")}`;
  throw new EngineFailure(
    400,
    `${name} is "${value}", but must be ${choice}.${meant === undefined ? "" : ` Did you mean ${meant}?`}`,
  );
};
