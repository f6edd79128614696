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
export const composePayload = (behavior: Behavior, call: Call): JsonObject => {
  const { callback, task } = call;
  const compose = behavior.callbackComposer(task, callback);
  if (!compose) return task.body;
  return compose((property) => {
    let rule = rules.get(property);
    if (!rule) {
      rule = ruleFor(behavior, property);
      rules.set(property, rule);
    }
    return rule(call);
  }) as JsonObject;
};

/** The value of a property of a payload. */
type Rule = (call: Call) => unknown;

/** A property belongs to one callback, so that its meaning stays the same. */
const rules = new WeakMap<PropertyPlan, Rule>();

const ruleFor = (
  { lifeCycle, resource, schemas }: Behavior,
  { name, schema, variants }: PropertyPlan,
): Rule => {
  if (schemas.isTask(schema)) return ({ task }) => task.body;
  const bare = bareName(name);
  if (
    bare === bareName(lifeCycle.id.at(-1) ?? "id") ||
    bare === bareName("task_id") ||
    bare === `${bareName(resource)}id`
  ) {
    const isText = isOfType(variants, "string");
    return ({ task }) => (isText ? task.id : (read(task.body, lifeCycle.id) ?? task.id));
  }
  if (deliveryIds.has(bare)) return ({ ids }) => ids.letters(24);
  const isTime = /^(?:created|sent|occurred|event)?_?(?:at|time|timestamp)$/i.test(name);
  const timeForm = isTime ? timeFormOf(variants) : undefined;
  return ({ now, task }) => {
    if (Object.hasOwn(task.body, name)) return task.body[name];
    return timeForm ? timeForm(now) : eventOf(variants, task);
  };
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
