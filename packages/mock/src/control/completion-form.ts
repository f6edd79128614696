import type { FormSchema } from "../contract/form-schema.ts";
import type { Engine } from "../engine/create-engine.ts";
import { read } from "../engine/life-cycle/assign.ts";
import type { TaskPreview } from "../engine/life-cycle/task-life.ts";
import type { JsonObject } from "../engine/model.ts";
import { findTask } from "./complete-task.ts";

/** What `completeTask` accepts for a task. */
export interface CompletionForm {
  readonly taskId: string;
  readonly canComplete: boolean;
  readonly canFail: boolean;
  readonly canCancel: boolean;
  /** Absent if the task takes no response. */
  readonly schema?: FormSchema;
  /** The response that would be generated. */
  readonly response?: JsonObject;
}

/**
 * Describes how a task can be completed. Nothing changes.
 *
 * @throws {EngineFailure} 404 if the task does not exist.
 */
export const completionForm = async (
  engine: Engine,
  taskId: string,
  key?: string,
): Promise<CompletionForm> => {
  const task = await findTask(engine, taskId, key);
  const account = await engine.accounts.read(task.account);
  const preview = await engine.lifeOf(task).preview(account, task);
  const { canCancel, completed, hasFailure, takesError } = preview;
  const form = completed && preview.takesResponse ? responseOf(task.body, preview, completed) : {};
  return {
    taskId: task.id,
    canComplete: completed !== undefined,
    // Results of some tasks are either a value or an error.
    canFail: takesError && (hasFailure || form.schema?.properties?.["error"] !== undefined),
    canCancel,
    ...form,
  };
};

type Response = Pick<CompletionForm, "response" | "schema">;

/** Either the property that the life cycle declares for results, or the properties that the work fills in. */
const responseOf = (
  before: JsonObject,
  { schema }: TaskPreview,
  { body, steps }: NonNullable<TaskPreview["completed"]>,
): Response => {
  if (steps === undefined) return filledIn(before, body, schema);
  const response = read(body, steps);
  const found = steps.reduce<FormSchema | undefined>((part, step) => part?.properties?.[step], schema);
  if (!isObject(response)) return {};
  return { response, schema: found ?? { type: "object" } };
};

const filledIn = (before: JsonObject, after: JsonObject, schema: FormSchema): Response => {
  const names = Object.keys(after).filter(
    (name) => (before[name] ?? null) === null && (after[name] ?? null) !== null && !isMoment(schema, name),
  );
  if (names.length === 0) return {};
  const properties = names.map((name) => [name, schema.properties?.[name] ?? {}] as const);
  return {
    response: Object.fromEntries(names.map((name) => [name, after[name]])),
    schema: { type: "object", properties: Object.fromEntries(properties) },
  };
};

/** Times are set by the life cycle. */
const isMoment = ({ properties }: FormSchema, name: string): boolean =>
  properties?.[name]?.format === "date-time" || /(?:_at|At)$/.test(name);

const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);
