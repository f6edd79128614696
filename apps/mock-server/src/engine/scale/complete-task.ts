import type { AnswerableTask } from "../../answers/answer.ts";
import { makeAnswer } from "../../answers/make-answer.ts";
import type { FailedAttachment } from "../../callbacks/check-attachments.ts";
import type { Account } from "../account.ts";
import { isoTime } from "../clock.ts";
import type { NewDelivery } from "../deliveries.ts";
import type { JsonObject, TaskRecord } from "../model.ts";

/** How a task ends: with the given response, with an error, or with a made-up answer. */
export interface Completion {
  readonly response?: JsonObject;
  readonly error?: string;
  /** Whether to accept a response that the request of the task rules out. */
  readonly force?: boolean;
  /** Attachments that could not be downloaded, if that was tried. */
  readonly failedAttachments?: readonly FailedAttachment[];
}

/** A completed task, and the callback that tells of it. */
export interface Completed {
  readonly task: TaskRecord;
  readonly delivery: NewDelivery;
}

/** Completes a pending task, now by the clock of its account. Stores and sends nothing. */
export const completeTask = async (
  task: TaskRecord,
  account: Account,
  completion: Completion = {},
): Promise<Completed> => {
  const { failedAttachments = [] } = completion;
  const response = failedAttachments.length > 0 ? { error: DOWNLOAD_FAILED } : await answer(task, completion);
  const { dueAt: _, ...rest } = task;
  const completed: TaskRecord = {
    ...rest,
    status: "completed",
    body: { ...task.body, status: "completed", response, completed_at: isoTime(account.now()) },
  };
  const payload =
    failedAttachments.length > 0
      ? attachmentError(completed, failedAttachments)
      : result(completed, response);
  return {
    task: completed,
    delivery: {
      task: completed,
      callback: failedAttachments.length > 0 ? "attachmentFailed" : "taskCompleted",
      payload,
    },
  };
};

const DOWNLOAD_FAILED = "Some attachments cannot be downloaded.";

/** The beta says how the work ended in each response; 200 is success, and the rest is not documented. */
const answer = async (
  { api, type, id, body }: TaskRecord,
  { response, error }: Completion,
): Promise<JsonObject> => {
  if (error !== undefined) return { error };
  const made = response ?? (await makeAnswer(type, id, body as unknown as AnswerableTask));
  return api === "scale-beta" ? { ...made, status_code: made["status_code"] ?? 200 } : made;
};

const result = ({ api, id, body }: TaskRecord, response: JsonObject): JsonObject => {
  const sent = api === "scale-beta" ? asForm(response) : response;
  return { task_id: id, response: sent, task: { ...body, response: sent } };
};

/** A form has only text (scale-beta, Callbacks). */
const asForm = (response: JsonObject): JsonObject => ({
  ...response,
  status_code: String(response["status_code"]),
});

const attachmentError = ({ id }: TaskRecord, attachments: readonly FailedAttachment[]): JsonObject => ({
  error: DOWNLOAD_FAILED,
  attachments,
  task_id: id,
});
