import type { Validate } from "@task-contracts/contracts";
import type { callbacks } from "@task-contracts/contracts/scale-v1";
import { callbackValidators } from "@task-contracts/contracts/scale-v1/callback-validators";
import { checkPayload, invalid } from "./check-payload.ts";

/** What a call that the service makes carries. */
export type PayloadOf<Call> = Call extends { requestBody: { content: infer Content } }
  ? Content[keyof Content]
  : never;

/** A task has ended: `response` has the result, or the `error` that kept people from one. `type` tells its shape. */
export type ScaleTaskCompleted = {
  [Id in keyof callbacks]: TaskCompleted<PayloadOf<callbacks[Id]["taskCompleted"]>>;
}[keyof callbacks];

/** Adds what tells the kinds and types of callbacks apart: TypeScript does not look into `task` for it. */
export type TaskCompleted<Payload> = Payload extends { task: { type: infer Type } }
  ? { readonly kind: "taskCompleted"; readonly type: Type } & Payload
  : never;

/** Attachments of a task could not be downloaded. It may not say of which task. */
export type ScaleAttachmentFailed = { readonly kind: "attachmentFailed" } & PayloadOf<
  callbacks[keyof callbacks]["attachmentFailed"]
>;

/** All that Scale v1 sends. `kind` has the names of the contract. */
export type ScaleCallback = ScaleTaskCompleted | ScaleAttachmentFailed;

/**
 * Checks a body against the contract, and says what it is.
 *
 * @throws CallbackError
 * @example
 * checkScaleCallback(JSON.parse(text)).kind; // "taskCompleted"
 */
export const checkScaleCallback = (body: unknown): ScaleCallback => {
  const { response, task } = (body ?? {}) as {
    readonly response?: unknown;
    readonly task?: { readonly type?: unknown };
  };
  // Only results have a response: that is how the contract tells the two apart.
  if (response === undefined) {
    const validate = callbackValidators.createCategorizationTask.attachmentFailed["application/json"];
    return { kind: "attachmentFailed", ...checkPayload(validate, body) };
  }
  const type = task?.type;
  const validate = validators.get(type);
  if (!validate) {
    throw invalid([
      { path: "/task/type", message: `must be one of ${[...validators.keys()].join(", ")}`, value: type },
    ]);
  }
  return { kind: "taskCompleted", type, ...checkPayload(validate, body) } as ScaleTaskCompleted;
};

/** By the type of the task, which is in the name of the operation that creates it: `createAnnotationTask`. */
const validators = new Map<unknown, Validate<object>>(
  Object.entries(callbackValidators).flatMap(([operationId, { taskCompleted }]) => {
    // Deprecated operations have another ending, and the callbacks of those that replace them.
    const [, name] = /^create(\w+)Task$/.exec(operationId) ?? [];
    return name === undefined ? [] : [[name.toLowerCase(), taskCompleted["application/json"]] as const];
  }),
);
