import type { Account } from "../../engine/account.ts";
import { isoTime } from "../../engine/clock.ts";
import { scaleTaskId } from "../../engine/ids.ts";
import type { JsonObject, TaskApiId, TaskRecord } from "../../engine/model.ts";
import { defaultInstruction } from "./default-instruction.ts";
import type { TaskShape } from "../../contract/task-shape.ts";

/** Where a new task comes from. */
export interface NewTask {
  readonly api: TaskApiId;
  readonly account: Account;
  readonly shape: TaskShape;
  /** The request, valid and with its defaults. */
  readonly body: JsonObject;
  readonly callbackUrl: string;
  readonly sequence: number;
}

/** Makes a pending task out of a request. What the contract does not describe is left out. */
export const makeTask = ({ api, account, shape, body, callbackUrl, sequence }: NewTask): TaskRecord => {
  const createdAt = account.now();
  const id = scaleTaskId(createdAt);
  const values: JsonObject = {
    ...body,
    task_id: id,
    type: shape.type,
    status: "pending",
    instruction: body["instruction"] ?? defaultInstruction(body),
    callback_url: callbackUrl,
    params: pick(body, shape.params),
    created_at: isoTime(createdAt),
    // What a new task does not have, even if a request says so.
    is_test: undefined,
    response: undefined,
    completed_at: undefined,
    callback_succeeded: undefined,
  };
  return {
    api,
    account: account.key,
    id,
    sequence,
    createdAt,
    type: shape.type,
    status: "pending",
    body: pick(values, shape.properties),
  };
};

/** Copies the named properties that are there, in the order of the names. */
const pick = (from: JsonObject, names: readonly string[]): JsonObject => {
  const picked: JsonObject = {};
  for (const name of names) if (from[name] !== undefined) picked[name] = from[name];
  return picked;
};
