import contract from "@task-contracts/contracts/scale-v1.json" with { type: "json" };
import { responseValidators } from "@task-contracts/contracts/scale-v1/response-validators";
import * as fc from "fast-check";
import type { JsonObject } from "../../src/engine/model.ts";
import { checkResult } from "../../src/apis/scale/check-result.ts";
import { newTask } from "./records.ts";

const validateTask = responseValidators.getTask[200]["application/json"];

/** What speaks against a completed task with these parameters and this response, by the contract or by its own request: `null` for nothing. */
export const violations = (type: string, params: JsonObject, response: unknown): unknown => {
  validateTask({
    task_id: "5f2b8c1e9d3a47006b1e8f20",
    type,
    status: "completed",
    instruction: "Do it well.",
    urgency: "day",
    callback_url: "https://shop.example/callbacks/scale",
    params,
    response,
    created_at: "2026-03-02T09:14:07.412Z",
    completed_at: "2026-03-02T09:15:40.090Z",
    metadata: {},
  });
  if (validateTask.errors) return validateTask.errors;
  checkResult(newTask(1, { type, body: { params, response } }));
  return null;
};

/** Any id that the server gives to tasks. */
export const taskId = fc.string({
  unit: fc.nat(15).map((digit) => digit.toString(16)),
  minLength: 24,
  maxLength: 24,
});

/** Halves of surrogate pairs among them. */
const codePoint = fc.nat(0x10_ff_ff).map((code) => String.fromCodePoint(code));

const oddTexts = [
  " ",
  "\t\n",
  "__proto__",
  "constructor",
  "a-b",
  "it's",
  "…",
  "—",
  "ß",
  "👩‍👧",
  "名前",
  "\u0000",
  "\uD800",
];

/** Any text that the contract takes where it wants one, odd ones more often than not. */
export const text = fc.oneof(
  fc.string({ minLength: 1, maxLength: 20 }),
  fc.string({ unit: codePoint, minLength: 1, maxLength: 20 }),
  fc.constantFrom(...oddTexts),
);

/** What the contract takes as `fields`; keys may be empty. */
export const fields = fc
  .uniqueArray(fc.tuple(fc.oneof(text, fc.constant("")), text), {
    minLength: 1,
    maxLength: 8,
    selector: ([key]) => key,
  })
  .map((entries) => Object.fromEntries(entries));

interface TaskExample {
  readonly type: string;
  readonly instruction: string;
  readonly params: JsonObject;
  readonly response?: JsonObject;
}

const examples = contract.components.examples as unknown as Readonly<
  Record<string, { readonly value: Partial<TaskExample> }>
>;

/** The tasks that the contract shows: those with a result and those without, of every type. */
export const documentedTasks = Object.entries(examples).flatMap(([name, { value }]) =>
  value.type === undefined ? [] : [{ name, value: value as TaskExample }],
);

/** The types that tasks have. */
export const taskTypes: readonly string[] = Object.keys(
  contract.components.schemas.Task.discriminator.mapping,
);
