import type { Source } from "../../contract/compose.ts";
import { isOfType } from "../../contract/property-meaning.ts";
import type { ResponsePlan } from "../../contract/roles.ts";
import { bareName } from "../../text/bare-name.ts";
import { timeFormOf } from "../life-cycle/time-form.ts";
import { isCreationTime } from "./creation-time.ts";
import type { EngineResponse } from "../handler.ts";
import { write } from "../life-cycle/assign.ts";
import type { JsonObject, TaskRecord } from "../model.ts";

/**
 * The successful response of an operation on a task: the task itself, in the envelope of the contract, or those of its
 * properties that the contract describes.
 *
 * @example
 * respondWith(role.response, task); // { status: 201, body: { data: { id: "mod_8fk2LxQ0", … } } }
 */
export const respondWith = (plan: ResponsePlan, task: TaskRecord): EngineResponse => {
  const { compose, mediaType, place, status } = plan;
  if (mediaType === undefined) return { status };
  if (!place) return { status, mediaType, body: compose(fromTask(plan, task)) };
  const body = taskIn(plan, task);
  if (place.steps.length === 0) return { status, mediaType, body };
  const wrapper = compose(fromTask(plan, task)) as JsonObject;
  return { status, mediaType, body: write(wrapper, place.steps, body) };
};

/** The task as a response shows it: whole, or those of its properties that are described there. */
export const taskIn = (plan: ResponsePlan, task: TaskRecord): JsonObject =>
  ((plan.composeInState?.get(task.status) ?? plan.composeTask)?.(fromTask(plan, task)) as JsonObject) ??
  task.body;

const fromTask =
  ({ idNames }: ResponsePlan, { body, createdAt, id }: TaskRecord): Source =>
  ({ name, variants }) => {
    if (Object.hasOwn(body, name) && body[name] !== undefined) return body[name];
    if (isCreationTime(name)) return timeFormOf(variants)(createdAt);
    if (!idNames?.has(bareName(name))) return undefined;
    return isOfType(variants, "string") ? id : Number(id);
  };
