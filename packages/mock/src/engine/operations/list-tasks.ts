import type { PropertyPlan } from "../../contract/compose.ts";
import { isOfType } from "../../contract/property-meaning.ts";
import type { ListRole } from "../../contract/roles.ts";
import { bareName } from "../../text/bare-name.ts";
import { EngineFailure } from "../failure.ts";
import type { EngineAnswer } from "../handler.ts";
import { write } from "../life-cycle/assign.ts";
import type { JsonObject, TaskRecord } from "../model.ts";
import type { TaskPage, TaskQuery } from "../store/store.ts";
import { readPageToken, writePageToken } from "./page-token.ts";

type Query = Readonly<Record<string, unknown>>;

/** A part of a list that was asked for. */
export interface ListPart {
  readonly limit: number;
  readonly offset: number;
  /** The sequence of the task that it comes after. */
  readonly after?: number;
  /** The number of the page, if the list counts pages. */
  readonly page?: number;
}

/** What names stand for in the queries of lists, without case and separators. */
const meanings: Readonly<Record<string, keyof ListPart>> = {
  limit: "limit",
  pagesize: "limit",
  perpage: "limit",
  maxresults: "limit",
  offset: "offset",
  skip: "offset",
  start: "offset",
  page: "page",
  pagenumber: "page",
  after: "after",
  cursor: "after",
  nexttoken: "after",
  pagetoken: "after",
  continuationtoken: "after",
  startingafter: "after",
};

const meaningOf = (name: string): keyof ListPart | undefined => meanings[bareName(name)];

/**
 * Reads which part of a list a query asks for.
 *
 * @throws {EngineFailure} 400 for a token that no page has.
 * @example
 * readPart(["limit", "page"], { limit: 20, page: 3 }); // { limit: 20, offset: 40, page: 3 }
 */
export const readPart = (parameters: readonly string[], query: Query): ListPart => {
  const given: Partial<Record<keyof ListPart, { readonly name: string; readonly value: unknown }>> = {};
  for (const name of parameters) {
    const meaning = meaningOf(name);
    if (meaning !== undefined && query[name] !== undefined) given[meaning] = { name, value: query[name] };
  }
  const limit = given.limit ? Number(given.limit.value) : Number.MAX_SAFE_INTEGER;
  const page = given.page && Number(given.page.value);
  const offset = page === undefined ? Number(given.offset?.value ?? 0) : Math.max(0, page - 1) * limit;
  const after = given.after && sequenceOf(given.after.name, String(given.after.value));
  return { limit, offset, ...(after !== undefined && { after }), ...(page !== undefined && { page }) };
};

const sequenceOf = (name: string, token: string): number => {
  const after = readPageToken(token);
  if (after !== undefined) return after;
  throw new EngineFailure(
    400,
    `${name} is "${token.slice(0, 60)}", which no page of this list has. Send the ${name} of a page as it is.`,
  );
};

/** Conditions that stores know, by the names of parameters. */
export const readConditions = (parameters: readonly string[], query: Query): Partial<TaskQuery> => ({
  ...textOf("status", parameters, query),
  ...textOf("type", parameters, query),
});

const textOf = (name: "status" | "type", parameters: readonly string[], query: Query): Partial<TaskQuery> =>
  parameters.includes(name) && typeof query[name] === "string" ? { [name]: query[name] } : {};

/** Tasks, and what is said about them. */
export interface ListedTasks extends TaskPage {
  readonly part: ListPart;
}

/**
 * The response of a list: the tasks, and around them what the contract describes, such as the total and the token of the
 * next page.
 */
export const respondWithList = (
  { response: { status, mediaType = "application/json", place, compose } }: ListRole,
  list: ListedTasks,
): EngineAnswer => {
  const bodies = list.records.map(({ body }) => body);
  const steps = place?.steps ?? [];
  if (steps.length === 0) return { status, mediaType, body: bodies };
  const envelope = compose((property) => aboutList(property, list)) as JsonObject;
  return { status, mediaType, body: write(envelope, steps, bodies) };
};

/** What the properties around a list say, by their names without case and separators. */
const facts: Readonly<Record<string, (list: ListedTasks) => unknown>> = {
  total: ({ total }) => total,
  totalcount: ({ total }) => total,
  totalitems: ({ total }) => total,
  count: ({ records }) => records.length,
  limit: ({ part }) => part.limit,
  pagesize: ({ part }) => part.limit,
  perpage: ({ part }) => part.limit,
  offset: ({ part }) => part.offset,
  page: ({ part }) => part.page,
  hasmore: ({ hasMore }) => hasMore,
  more: ({ hasMore }) => hasMore,
  nexttoken: nextOf,
  nextcursor: nextOf,
  nextpagetoken: nextOf,
  cursor: nextOf,
  next: nextOf,
};

/** What to send for the next page. */
function nextOf({ hasMore, records }: ListedTasks): string | undefined {
  const last: TaskRecord | undefined = records.at(-1);
  return hasMore && last ? writePageToken(last.sequence) : undefined;
}

const aboutList = ({ name, variants }: PropertyPlan, list: ListedTasks): unknown => {
  const value = facts[bareName(name)]?.(list);
  return value ?? (isOfType(variants, "null") ? null : undefined);
};
