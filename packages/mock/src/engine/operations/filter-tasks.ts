import type { ListRole } from "../../contract/roles.ts";
import type { Behavior } from "../behavior.ts";
import type { EngineRequest } from "../handler.ts";
import type { JsonObject, TaskRecord } from "../model.ts";
import type { TaskPage, TaskQuery } from "../store/store.ts";
import { isStoredCondition } from "./list-tasks.ts";

/** Whether a task belongs to a list. */
type Matches = (task: TaskRecord) => boolean;

/** Whether a task belongs to the parents in a path, below which it was created. */
export const belongsTo = (
  { hidden }: TaskRecord,
  parents: readonly string[],
  params: Readonly<Record<string, unknown>>,
): boolean => {
  const owners = Object(hidden?.["parents"]) as JsonObject;
  return parents.every((name) => owners[name] === undefined || owners[name] === String(params[name]));
};

/**
 * The conditions of a list that stores do not support: the parents in the path, and parameters that are named like a
 * property of the tasks.
 *
 * @returns Undefined if there are none.
 */
export const furtherCondition = (
  behavior: Behavior,
  { parameters, parents }: ListRole,
  { params, query }: EngineRequest,
): Matches | undefined => {
  if (behavior.reasons === undefined && parents.length === 0) return undefined;
  const filters = parameters.filter(
    (name) =>
      query[name] !== undefined && !isStoredCondition(behavior, name) && behavior.properties.has(name),
  );
  if (filters.length === 0 && parents.length === 0) return undefined;
  return (task) =>
    belongsTo(task, parents, params) &&
    filters.every((name) => [query[name]].flat().map(String).includes(String(task.body[name])));
};

/** A page of a list that is filtered here. */
export const pageOf = (
  all: readonly TaskRecord[],
  { after, limit, offset, order }: TaskQuery,
  matches: Matches,
): TaskPage => {
  const matching = all.filter(matches);
  const isAfter = ({ sequence }: TaskRecord): boolean =>
    after === undefined || (order === "descending" ? sequence < after : sequence > after);
  const left = matching.filter(isAfter).slice(offset);
  return { records: left.slice(0, limit), total: matching.length, hasMore: left.length > limit };
};
