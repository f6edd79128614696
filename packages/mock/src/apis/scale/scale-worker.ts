import type { AnswerableTask } from "./answers/answer.ts";
import { makeAnswer } from "./answers/make-answer.ts";
import { EngineFailure } from "../../engine/failure.ts";
import type { Host, Unavailable } from "../../engine/host.ts";
import type { Completion, EnteredState, Upcoming, Work, Worker } from "../../engine/life-cycle/worker.ts";
import type { AccountSettings, JsonObject, TaskApiId, TaskRecord } from "../../engine/model.ts";
import type { CheckResponse } from "./check-response.ts";
import { checkResult } from "./check-result.ts";

/** What the tasks of the Scale APIs do that no declaration says: answers, attachments, and the modes of accounts. */
export const scaleWorker = (api: TaskApiId, host: Host, checkResponse: CheckResponse): Worker => ({
  choose,
  ...(api === "scale-beta" && { accept: refuseErrors }),
  check: async (task, { force, response }) => {
    await checkResponse(task);
    if (response && !force) checkResult(task);
  },
  // Only version 1 has a callback for attachments that cannot be downloaded.
  ...(api === "scale-v1" && {
    prepare: async ({ body }, { record, signal }) => {
      if (!record.settings.checkAttachments) return undefined;
      const failed = await host.findUnavailable(attachmentUrls(body["params"]), signal);
      return failed.length > 0 ? rejected(failed) : undefined;
    },
  }),
  work: async (task, _account, { completion }) => {
    if (completion?.error !== undefined) {
      const response = { error: completion.error };
      return { result: response, payload: result(response) };
    }
    const response =
      completion?.response ?? (await makeAnswer(task.type, task.id, task.body as unknown as AnswerableTask));
    return api === "scale-beta" ? betaWork(response) : { result: response, payload: result(response) };
  },
});

/** How long tasks take is a setting of the account, for test keys and for live ones. */
const choose = ({ account, declared: [declared], mode }: EnteredState): Upcoming | undefined => {
  const { settings } = account.record;
  if (!declared) return undefined;
  if (mode.manual) return settings.liveCompletion === "manual" ? undefined : declared;
  return testChoice(declared, settings);
};

const testChoice = (
  declared: Upcoming,
  { testCompletion, completionDelayMs }: AccountSettings,
): Upcoming | undefined => {
  switch (testCompletion) {
    case "manual":
      return undefined;
    case "delayed":
      return { ...declared, delay: completionDelayMs };
    default:
      return declared;
  }
};

const DOWNLOAD_FAILED = "Some attachments cannot be downloaded.";

const rejected = (attachments: readonly Unavailable[]): Work => ({
  transition: "rejectAttachments",
  result: { error: DOWNLOAD_FAILED },
  payload: ({ id }) => ({ error: DOWNLOAD_FAILED, attachments, task_id: id }),
});

const refuseErrors = ({ error }: Completion): void => {
  if (error === undefined) return;
  throw new EngineFailure(
    400,
    "error is not possible for a task of the beta, whose responses have only a category and a status_code. Send a response with a status_code other than 200.",
  );
};

/** The beta says how the work ended in each response; 200 is success, and the rest is not documented. */
const betaWork = (made: JsonObject): Work => {
  const response: JsonObject = { ...made, status_code: made["status_code"] ?? 200 };
  // A form has only text (scale-beta, Callbacks).
  return { result: response, payload: result({ ...response, status_code: String(response["status_code"]) }) };
};

const result =
  (response: JsonObject) =>
  ({ id, body }: TaskRecord): JsonObject => ({ task_id: id, response, task: { ...body, response } });

/** What there is to download: nothing for text. */
const attachmentUrls = (params: unknown): string[] => {
  const { attachment_type: type, attachment, attachments } = Object(params) as Record<string, unknown>;
  if (type === "text") return [];
  return [attachment, attachments].flat().filter((url): url is string => typeof url === "string");
};
