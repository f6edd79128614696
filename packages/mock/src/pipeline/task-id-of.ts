import type { Answer } from "./answer.ts";

/**
 * The task that a request names in its path, or that its response is about.
 *
 * @example
 * taskIdOf(answer); // "69206f1ce3b0c44298fc1c14"
 */
export const taskIdOf = ({ request, response }: Answer): string | undefined => {
  const params = request?.match?.params;
  return params === undefined ? undefined : (idIn(params) ?? idIn(response?.body));
};

/** The Scale APIs and Dataflow Kit call it `task_id`, the control API `taskId`. */
const idIn = (object: unknown): string | undefined => {
  if (typeof object !== "object" || object === null) return undefined;
  const { task_id: id, taskId = id } = object as Readonly<Record<string, unknown>>;
  return typeof taskId === "string" ? taskId : undefined;
};
