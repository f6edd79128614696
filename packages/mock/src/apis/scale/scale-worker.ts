import type { Extension } from "../../engine/extension.ts";
import { EngineFailure } from "../../engine/failure.ts";
import type { Unavailable } from "../../engine/host.ts";
import type { UsualWorker } from "../../engine/life-cycle/usual-worker.ts";
import type { Completion, Work } from "../../engine/life-cycle/worker.ts";
import type { JsonObject, TaskRecord } from "../../engine/model.ts";
import type { AnswerableTask } from "./answers/answer.ts";
import { makeAnswer } from "./answers/make-answer.ts";
import { checkResult } from "./check-result.ts";

/** Creates the worker of an API. */
type MakeWorker = NonNullable<Extension["worker"]>;

/** Behavior of version 1 tasks that no declaration can express: responses that match the request, and attachments. */
export const scaleWorker: MakeWorker = ({ core: { host }, usual }) => ({
  ...usual,
  check: checking(usual),
  prepare: async ({ body }, { record, signal }) => {
    if (!record.settings.checkAttachments) return undefined;
    const failed = await host.findUnavailable(attachmentUrls(body["params"]), signal);
    return failed.length > 0 ? rejected(failed) : undefined;
  },
  work: async (task, _account, { completion }) => ({
    result:
      completion?.error === undefined ? await responseOf(task, completion) : { error: completion.error },
  }),
});

/** Behavior of beta tasks that no declaration can express. */
export const betaWorker: MakeWorker = ({ usual }) => ({
  ...usual,
  accept: refuseErrors,
  check: checking(usual),
  work: async (task, _account, { completion }) => betaWork(await responseOf(task, completion)),
});

const checking =
  (usual: UsualWorker): UsualWorker["check"] =>
  async (task, completion) => {
    await usual.check(task, completion);
    if (completion.response && !completion.force) checkResult(task);
  };

const responseOf = async (
  { body, id, type }: TaskRecord,
  completion: Completion | undefined,
): Promise<JsonObject> =>
  completion?.response ?? (await makeAnswer(type, id, body as unknown as AnswerableTask));

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

/** The beta includes a status in each response; 200 is success, and the rest is not documented. */
const betaWork = (made: JsonObject): Work => {
  const response: JsonObject = { ...made, status_code: made["status_code"] ?? 200 };
  // A form has only text (scale-beta, Callbacks).
  const asText: JsonObject = { ...response, status_code: String(response["status_code"]) };
  return {
    result: response,
    payload: ({ id, body }) => ({ task_id: id, response: asText, task: { ...body, response: asText } }),
  };
};

/** The attachments to download: none for text. */
const attachmentUrls = (params: unknown): string[] => {
  const { attachment_type: type, attachment, attachments } = Object(params) as Record<string, unknown>;
  if (type === "text") return [];
  return [attachment, attachments].flat().filter((url): url is string => typeof url === "string");
};
