import type { PropertyPlan } from "../../contract/compose.ts";
import { isOfType } from "../../contract/property-meaning.ts";
import { bareName } from "../../text/bare-name.ts";
import type { Behavior } from "../behavior.ts";
import type { Ids } from "../ids.ts";
import type { JsonObject, TaskRecord } from "../model.ts";
import { read } from "./assign.ts";
import { timeFormOf } from "./time-form.ts";

/** A callback to send. */
interface Call {
  readonly task: TaskRecord;
  readonly callback: string;
  /** By the clock of the account, in milliseconds since 1970. */
  readonly now: number;
  readonly ids: Ids;
}

/**
 * Composes the payload of a callback as the contract describes it: the task where a task is expected, and else the
 * property of the task with the same name.
 */
export const composePayload = (behavior: Behavior, { task, callback, now, ids }: Call): JsonObject => {
  const { callbackComposer, lifeCycle, resource, schemas } = behavior;
  const compose = callbackComposer(task, callback);
  if (!compose) return task.body;
  const id = read(task.body, lifeCycle.id) ?? task.id;
  const idNames = new Set([
    bareName(lifeCycle.id.at(-1) ?? "id"),
    bareName("task_id"),
    `${bareName(resource)}id`,
  ]);
  const valueOf = ({ name, schema, variants }: PropertyPlan): unknown => {
    if (schemas.isTask(schema)) return task.body;
    const bare = bareName(name);
    if (idNames.has(bare)) return isOfType(variants, "string") ? task.id : id;
    if (deliveryIds.has(bare)) return ids.letters(24);
    if (Object.hasOwn(task.body, name)) return task.body[name];
    if (/^(?:created|sent|occurred|event)?_?(?:at|time|timestamp)$/i.test(name))
      return timeFormOf(variants)(now);
    return eventOf(variants, task);
  };
  return compose(valueOf) as JsonObject;
};

/** Names of properties that distinguish callbacks. */
const deliveryIds = new Set(["event_id", "delivery_id", "message_id"].map(bareName));

/** The name of an event, which includes the state of the task: `moderation.completed`. */
const eventOf = (variants: PropertyPlan["variants"], { status }: TaskRecord): unknown => {
  const only = variants.find(({ const: constant }) => constant !== undefined);
  if (only) return only.const;
  const names = variants.flatMap(({ enum: list = [] }) => list).filter((name) => typeof name === "string");
  return names.find((name) => name === status || name.endsWith(`.${status}`) || name.endsWith(`_${status}`));
};
