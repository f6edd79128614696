import type { PropertyPlan } from "../../contract/compose.ts";
import { isOfType } from "../../contract/property-meaning.ts";
import type { ListRole } from "../../contract/roles.ts";
import { bareName } from "../../text/bare-name.ts";
import type { Behavior } from "../behavior.ts";
import { EngineFailure } from "../failure.ts";
import type { EngineResponse, EngineRequest } from "../handler.ts";
import { write } from "../life-cycle/assign.ts";
import type { JsonObject, TaskRecord } from "../model.ts";
import type { TaskPage, TaskQuery } from "../store/store.ts";
import { readPageToken, writePageToken } from "./page-token.ts";
import { taskIn } from "./respond.ts";

type Query = Readonly<Record<string, unknown>>;

/** The requested part of a list. */
export interface ListPart {
  /** Absent: all of them. */
  readonly limit?: number;
  readonly offset: number;
  /** The end of the previous page, and the parameter that gives it. */
  readonly cursor?: { readonly name: string; readonly value: string };
  /** The page number, if the list has page numbers. */
  readonly page?: number;
}

type Meaning = "after" | "limit" | "offset" | "page";

/** Values by name, independent of how names separate their words. */
const byBareName = <Value>(values: Readonly<Record<string, Value>>): ReadonlyMap<string, Value> =>
  new Map(Object.entries(values).map(([name, value]) => [bareName(name), value]));

/** The meaning of names in the queries of lists. */
const meanings = byBareName<Meaning>({
  limit: "limit",
  page_size: "limit",
  per_page: "limit",
  max_results: "limit",
  offset: "offset",
  skip: "offset",
  start: "offset",
  page: "page",
  page_number: "page",
  after: "after",
  cursor: "after",
  next_token: "after",
  page_token: "after",
  continuation_token: "after",
  starting_after: "after",
});

/** By lists of parameters, which are those of operations. */
const known = new WeakMap<readonly string[], readonly (readonly [string, Meaning])[]>();

/** The parameters that choose a part of a list. */
const meaningsOf = (parameters: readonly string[]): readonly (readonly [string, Meaning])[] => {
  let found = known.get(parameters);
  if (!found) {
    found = parameters.flatMap((name) => {
      const meaning = meanings.get(bareName(name));
      return meaning ? [[name, meaning] as const] : [];
    });
    known.set(parameters, found);
  }
  return found;
};

/**
 * Reads the requested part of a list from a query.
 *
 * @throws {EngineFailure} 400 for an unknown token.
 * @example
 * readPart(["limit", "page"], { limit: 20, page: 3 }); // { limit: 20, offset: 40, page: 3 }
 */
export const readPart = (parameters: readonly string[], query: Query): ListPart => {
  const given: Partial<Record<Meaning, { readonly name: string; readonly value: unknown }>> = {};
  for (const [name, meaning] of meaningsOf(parameters)) {
    if (query[name] !== undefined) given[meaning] = { name, value: query[name] };
  }
  const limit = given.limit ? Number(given.limit.value) : undefined;
  const page = given.page && Number(given.page.value);
  const offset = page === undefined ? Number(given.offset?.value ?? 0) : Math.max(0, page - 1) * (limit ?? 0);
  return {
    ...(limit !== undefined && { limit }),
    offset,
    ...(given.after && { cursor: { name: given.after.name, value: String(given.after.value) } }),
    ...(page !== undefined && { page }),
  };
};

/**
 * The sequence after which a page begins: a token of the previous page, or the id of its last task.
 *
 * @param find Finds a task by its id.
 * @throws {EngineFailure} 400 if it is neither.
 */
export const sequenceAfter = async (
  { name, value }: NonNullable<ListPart["cursor"]>,
  find: (id: string) => Promise<TaskRecord | undefined>,
): Promise<number> => {
  const after = readPageToken(value) ?? (await find(value))?.sequence;
  if (after !== undefined) return after;
  throw new EngineFailure(
    400,
    `${name} is "${value.slice(0, 60)}", which no page of this list has. Send the ${name} of a page as it is.`,
  );
};

/** Conditions that stores support, by the names of parameters. */
export const readConditions = (
  behavior: Behavior,
  parameters: readonly string[],
  query: Query,
): Partial<TaskQuery> => {
  const conditions: { status?: string; type?: string } = {};
  for (const name of parameters) {
    const value = query[name];
    if (typeof value !== "string") continue;
    if (name === statusName(behavior)) conditions.status = value;
    else if (name === "type" && behavior.taskTypes.size > 0) conditions.type = value;
  }
  return conditions;
};

/** Whether stores support the condition of a parameter. */
export const isStoredCondition = (behavior: Behavior, name: string): boolean =>
  name === statusName(behavior) || (name === "type" && behavior.taskTypes.size > 0);

const statusName = ({ lifeCycle }: Behavior): string | undefined => lifeCycle.status.at(-1);

/** Tasks and their metadata. */
export interface ListedTasks extends TaskPage {
  readonly part: ListPart;
  /** The URL of the list, with other values in its query. */
  readonly urlWith: (changes: Readonly<Record<string, string | number>>) => string;
}

/** Whether a value stands in a query as it is. */
const isPlain = (value: unknown): boolean =>
  [value].flat().every((each) => typeof each !== "object" || each === null);

/** Makes URLs of a list: as it was called, but for the page. */
export const listUrls =
  (
    path: string,
    parameters: readonly string[],
    { base, params, query }: EngineRequest,
  ): ListedTasks["urlWith"] =>
  (changes) => {
    // Without what is no parameter of the list, such as a key.
    const kept = Object.fromEntries(
      Object.entries(query).filter(([name, value]) => parameters.includes(name) && isPlain(value)),
    );
    const own = path.replaceAll(/\{([^{}]+)\}/g, (_, name: string) =>
      encodeURIComponent(String(params[name])),
    );
    const pairs = Object.entries({ ...kept, ...changes }).flatMap(([name, value]) =>
      [value].flat().map((each): [string, string] => [name, String(each)]),
    );
    return `${base}${own}?${new URLSearchParams(pairs).toString()}`;
  };

/**
 * The response of a list: the tasks, and the other properties in the contract, such as the total and the token of the
 * next page.
 */
export const respondWithList = ({ parameters, response }: ListRole, list: ListedTasks): EngineResponse => {
  const { compose, mediaType = "application/json", place, status } = response;
  const bodies = list.records.map((task) => taskIn(response, task));
  const steps = place?.steps ?? [];
  if (steps.length === 0) return { status, mediaType, body: bodies };
  const envelope = compose((property) => aboutList(property, list, parameters)) as JsonObject;
  return { status, mediaType, body: write(envelope, steps, bodies) };
};

/** The values of the properties around a list. */
const facts = byBareName<(list: ListedTasks) => unknown>({
  total: ({ total }) => total,
  total_count: ({ total }) => total,
  total_items: ({ total }) => total,
  count: ({ records }) => records.length,
  result_count: ({ records }) => records.length,
  num_results: ({ total }) => total,
  limit: sizeOf,
  page_size: sizeOf,
  per_page: sizeOf,
  offset: ({ part }) => part.offset,
  page: ({ part }) => part.page ?? 1,
  first_id: ({ records }) => records[0]?.id,
  last_id: ({ records }) => records.at(-1)?.id,
  has_more: ({ hasMore }) => hasMore,
  more: ({ hasMore }) => hasMore,
  next_token: nextOf,
  next_cursor: nextOf,
  next_page_token: nextOf,
  cursor: nextOf,
  next: nextOf,
});

/** The maximum size of a page. */
function sizeOf({ part, records }: ListedTasks): number {
  return part.limit ?? records.length;
}

/** What to send for the next page. */
function nextOf({ hasMore, records }: ListedTasks): string | undefined {
  const last: TaskRecord | undefined = records.at(-1);
  return hasMore && last ? writePageToken(last.sequence) : undefined;
}

/** Links to other pages of a list. */
const links = byBareName<(list: ListedTasks, parameters: readonly string[]) => string | undefined>({
  next: linkToNext,
  next_url: linkToNext,
  next_page: linkToNext,
  next_page_url: linkToNext,
  previous: linkToPrevious,
  previous_url: linkToPrevious,
  prev: linkToPrevious,
  prev_url: linkToPrevious,
  previous_page: linkToPrevious,
  previous_page_url: linkToPrevious,
  prev_page_url: linkToPrevious,
});

/** The parameter of a list that means something. */
const parameterOf = (parameters: readonly string[], meaning: Meaning): string | undefined =>
  meaningsOf(parameters).find(([, other]) => other === meaning)?.[0];

function linkToNext(list: ListedTasks, parameters: readonly string[]): string | undefined {
  const token = nextOf(list);
  if (token === undefined) return undefined;
  const { part, records, urlWith } = list;
  const [after, offset, page] = (["after", "offset", "page"] as const).map((meaning) =>
    parameterOf(parameters, meaning),
  );
  if (after !== undefined) return urlWith({ [after]: token });
  if (page !== undefined) return urlWith({ [page]: Math.max(1, part.page ?? 1) + 1 });
  return offset === undefined ? undefined : urlWith({ [offset]: part.offset + records.length });
}

function linkToPrevious({ part, urlWith }: ListedTasks, parameters: readonly string[]): string | undefined {
  const [offset, page] = (["offset", "page"] as const).map((meaning) => parameterOf(parameters, meaning));
  if (part.offset === 0) return undefined;
  if (page !== undefined) return urlWith({ [page]: (part.page ?? 1) - 1 });
  return offset === undefined || part.limit === undefined
    ? undefined
    : urlWith({ [offset]: Math.max(0, part.offset - part.limit) });
}

/** What a property around a list says of it. */
type Fact = (list: ListedTasks, parameters: readonly string[]) => unknown;

const factsOf = new WeakMap<PropertyPlan, Fact>();

const aboutList = (property: PropertyPlan, list: ListedTasks, parameters: readonly string[]): unknown => {
  let fact = factsOf.get(property);
  if (!fact) {
    fact = factOf(property);
    factsOf.set(property, fact);
  }
  return fact(list, parameters);
};

const factOf = ({ name, variants }: PropertyPlan): Fact => {
  const bare = bareName(name);
  const fact = facts.get(bare);
  const link = links.get(bare);
  const isLink = variants.some(({ format }) => format?.startsWith("ur") === true);
  const blank = isOfType(variants, "null") ? null : undefined;
  return (list, parameters) => {
    // Where no parameter takes a token, only a link leads on.
    const isNext = fact === nextOf && parameterOf(parameters, "after") === undefined;
    return (isLink || isNext ? link?.(list, parameters) : fact?.(list)) ?? blank;
  };
};
