import type { PropertyPlan } from "../../contract/compose.ts";
import type { Behavior } from "../behavior.ts";
import type { JsonObject, TaskRecord } from "../model.ts";
import { read } from "./assign.ts";
import { timeFormOf } from "./time-form.ts";

/**
 * Makes what a callback brings, as the contract describes it: the task where a task is due, and else what the task has
 * under the same name.
 */
export const composePayload = (
  { callbackComposer, lifeCycle, schemas }: Behavior,
  task: TaskRecord,
  callback: string,
  now: number,
): JsonObject => {
  const compose = callbackComposer(task.type, callback);
  if (!compose) return task.body;
  const id = read(task.body, lifeCycle.id);
  const idName = lifeCycle.id.at(-1);
  const valueOf = ({ name, schema, variants }: PropertyPlan): unknown => {
    if (schemas.isTask(schema)) return task.body;
    if (name === idName) return id;
    if (task.body[name] !== undefined) return task.body[name];
    if (/^(?:created|sent|occurred|event)?_?(?:at|time|timestamp)$/i.test(name))
      return timeFormOf(variants)(now);
    return eventOf(variants, task) ?? (/(?:^task|_|[a-z])id$/i.test(name) && name !== "id" ? id : undefined);
  };
  return compose(valueOf) as JsonObject;
};

/** The name of an event, which says what has become of the task: `moderation.completed`. */
const eventOf = (variants: PropertyPlan["variants"], { status }: TaskRecord): string | undefined => {
  const names = variants.flatMap(({ enum: list = [] }) => list).filter((name) => typeof name === "string");
  return names.find((name) => name === status || name.endsWith(`.${status}`) || name.endsWith(`_${status}`));
};
