import { dispatch } from "./deliver.ts";
import { completedAt, type Happened, madeUp } from "./observed.ts";
import { type Account, isoTime, type Json, type Model, nextOrder, type ScaleTask } from "./state.ts";

const HOUR = 3_600_000;
const durations: Readonly<Record<string, number>> = {
  immediate: HOUR,
  express: HOUR,
  day: 24 * HOUR,
  standard: 24 * HOUR,
  week: 7 * 24 * HOUR,
};

export const isLive = ({ key }: Account): boolean => key.startsWith("live_");

/** When a task that is created now completes by itself. The beta has no urgency, which means a day. */
export const dueOf = (account: Account, urgency: unknown): number | undefined => {
  const { now, settings } = account;
  if (isLive(account)) {
    const duration = durations[typeof urgency === "string" ? urgency : "day"];
    return settings.liveCompletion === "by-urgency" && duration !== undefined ? now + duration : undefined;
  }
  if (settings.testCompletion === "manual") return undefined;
  return settings.testCompletion === "delayed" ? now + settings.completionDelayMs : now;
};

/** How a task is completed. */
export interface End {
  readonly response?: Json;
  readonly error?: string;
}

/** Completes a pending task at a moment: with a given result, or with one that the server generated. */
export const complete = (
  model: Model,
  account: Account,
  task: ScaleTask,
  happened: Happened,
  given?: End,
): void => {
  const at = completedAt(happened, task.id, Math.max(account.now, task.dueAt ?? 0));
  const lost = given || !account.settings.checkAttachments ? [] : lostFiles(task);
  const seen = given && lost.length === 0 ? undefined : madeUp(happened, task.id);
  const response = lost.length > 0 ? { error: seen?.["error"] } : responseOf(task, given, seen);
  task.dueAt = undefined;
  task.body = { ...task.body, status: "completed", response, completed_at: isoTime(at) };
  dispatch(model, account, {
    id: undefined,
    order: nextOrder(model),
    api: task.api,
    taskId: task.id,
    createdAt: at,
    url: String(task.body["callback_url"]),
    status: "pending",
    nextAttemptAt: at,
    attempts: [],
    ...(lost.length > 0
      ? { callback: "attachmentFailed", payload: { ...response, attachments: lost, task_id: task.id } }
      : { callback: "taskCompleted", payload: payloadOf(task, response) }),
  });
};

const lostFiles = ({ api, files }: ScaleTask): { statusCode: number; url: string }[] =>
  api === "scale-beta"
    ? []
    : files.filter(({ status }) => status !== 200).map(({ url, status }) => ({ statusCode: status, url }));

const responseOf = ({ api }: ScaleTask, given: End | undefined, seen: Json | undefined): Json => {
  if (given?.error !== undefined) return { error: given.error };
  const response = given?.response ?? (seen?.["response"] as Json);
  return api === "scale-beta" ? { ...response, status_code: 200 } : response;
};

/** The form of the beta has only text. */
const payloadOf = ({ api, id, body }: ScaleTask, response: Json): Json => {
  const sent = api === "scale-beta" ? { ...response, status_code: "200" } : response;
  return { task_id: id, response: sent, task: { ...body, response: sent } };
};

/** Takes a pending task back. */
export const cancel = (task: ScaleTask): void => {
  task.dueAt = undefined;
  task.body = { ...task.body, status: "canceled" };
};
