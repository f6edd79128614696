import type { Source } from "../../contract/compose.ts";
import type { ResponsePlan } from "../../contract/roles.ts";
import type { EngineAnswer } from "../handler.ts";
import { write } from "../life-cycle/assign.ts";
import type { JsonObject, TaskRecord } from "../model.ts";

/**
 * The successful response of an operation on a task: the task itself, in whatever the contract wraps it, or those of its
 * properties that the contract describes.
 *
 * @example
 * respondWith(role.response, task); // { status: 201, body: { data: { id: "mod_8fk2LxQ0", … } } }
 */
export const respondWith = (
  { status, mediaType, place, compose }: ResponsePlan,
  { body }: TaskRecord,
): EngineAnswer => {
  if (mediaType === undefined) return { status };
  if (!place) return { status, mediaType, body: compose(fromTask(body)) };
  if (place.steps.length === 0) return { status, mediaType, body };
  const wrapper = compose(fromTask(body)) as JsonObject;
  return { status, mediaType, body: write(wrapper, place.steps, body) };
};

const fromTask =
  (body: JsonObject): Source =>
  ({ name }) =>
    body[name];
