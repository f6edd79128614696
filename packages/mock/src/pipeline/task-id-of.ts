import type { Behavior } from "../engine/behavior.ts";
import { read } from "../engine/life-cycle/assign.ts";
import type { PipelineResult } from "./pipeline-result.ts";

/**
 * The task that a request names in its path, or that its response contains.
 *
 * @param behaviors Of the API, if it has any. Otherwise, a task is recognized by the usual names of its id.
 * @example
 * taskIdOf(answer, behaviors); // "69206f1ce3b0c44298fc1c14"
 */
export const taskIdOf = (
  { operationId = "", request, response }: PipelineResult,
  behaviors: readonly Pick<Behavior, "lifeCycle" | "roles">[] = [],
): string | undefined => {
  const params = request?.match?.params;
  if (params === undefined) return undefined;
  const behavior = behaviors.find(({ roles }) => roles.has(operationId));
  const role = behavior?.roles.get(operationId);
  if (!role || !behavior) return idIn(params) ?? idIn(response?.body);
  if ("idParameter" in role) return textOf(params[role.idParameter]);
  if (role.kind === "list") return undefined;
  return textOf(read(read(response?.body, role.response.place?.steps ?? []), behavior.lifeCycle.id));
};

const idIn = (object: unknown): string | undefined => {
  if (typeof object !== "object" || object === null) return undefined;
  const { task_id: id, taskId = id } = object as Readonly<Record<string, unknown>>;
  return textOf(taskId);
};

const textOf = (id: unknown): string | undefined =>
  typeof id === "string" || typeof id === "number" ? String(id) : undefined;
