import { type CheckOptions, checkAttachments } from "../../callbacks/check-attachments.ts";
import type { Account } from "../account.ts";
import type { Core } from "../core.ts";
import { EngineFailure } from "../failure.ts";
import type { AccountSettings, JsonObject, TaskApiId, TaskRecord } from "../model.ts";
import type { CheckResponse } from "./check-response.ts";
import { checkResult } from "./check-result.ts";
import { completeTask, type Completion } from "./complete-task.ts";
import { isLive } from "./make-task.ts";
import { urgencyDuration } from "./urgency.ts";

/** What happens to tasks of the Scale APIs after they were made. */
export class TaskLife {
  readonly #core: Core;
  readonly #attachments: CheckOptions;
  readonly #checkResponse: CheckResponse;

  constructor(core: Core, attachments: CheckOptions, checkResponse: CheckResponse) {
    this.#core = core;
    this.#attachments = attachments;
    this.#checkResponse = checkResponse;
  }

  /** When a new task completes by itself, by the clock of its account; undefined if it waits for somebody. */
  dueAt({ record, key }: Account, task: TaskRecord): number | undefined {
    const { settings } = record;
    if (isLive(key)) {
      return settings.liveCompletion === "by-urgency"
        ? task.createdAt + urgencyDuration(task.body["urgency"])
        : undefined;
    }
    return testDelay(settings, task.createdAt);
  }

  /** Completes a task when its time has come. */
  schedule(account: Account, task: TaskRecord): void {
    const { dueAt: at, sequence } = task;
    if (at === undefined) return;
    const job = {
      kind: "completion",
      at,
      sequence,
      run: async () => (await this.completeIfPending(account, task)) !== undefined,
    } as const;
    // The create call is to answer `pending`, even if nothing is left to wait for.
    if (at <= account.now()) this.#core.scheduler.addSoon(account, job);
    else this.#core.scheduler.add(account, job);
  }

  /**
   * Completes a pending task and sends its callback.
   *
   * @throws {EngineFailure} 409 if the task is not pending, 400 if it cannot end like that.
   */
  async complete(account: Account, task: TaskRecord, completion?: Completion): Promise<TaskRecord> {
    const completed = await this.completeIfPending(account, task, completion);
    if (completed) return completed;
    const { status = "gone" } = (await this.#core.store.getTask(task.api, task.account, task.id)) ?? {};
    throw new EngineFailure(409, `Task ${task.id} is ${status}, and only pending tasks can be completed.`);
  }

  /** @returns The completed task, or undefined if it was not pending any more. */
  async completeIfPending(
    account: Account,
    { api, account: owner, id, body }: TaskRecord,
    completion?: Completion,
  ): Promise<TaskRecord | undefined> {
    const { commit, deliveries, serial, store } = this.#core;
    const how = completion ?? (await this.#afterDownload(account, api, body));
    return serial(`task ${id}`, async () => {
      const task = await store.getTask(api, owner, id);
      // A download that was broken off says nothing.
      if (task?.status !== "pending" || account.signal.aborted) return undefined;
      const completed = await completeTask(task, account, how);
      if (completion) await this.#checkResponse(completed.task);
      if (completion?.response && !completion.force) checkResult(completed.task);
      const delivery = deliveries.make(account, completed.delivery);
      await commit(account, [
        { put: "task", record: completed.task },
        { put: "delivery", record: delivery },
      ]);
      await deliveries.dispatch(account, delivery);
      return completed.task;
    });
  }

  /** Downloads the attachments, if the account asks for it and the API has a callback that tells of failures. */
  async #afterDownload(
    { record, signal }: Account,
    api: TaskApiId,
    { params }: JsonObject,
  ): Promise<Completion | undefined> {
    if (!record.settings.checkAttachments || api !== "scale-v1") return undefined;
    const failedAttachments = await checkAttachments(attachmentUrls(params), {
      ...this.#attachments,
      signal,
    });
    return { failedAttachments };
  }
}

const testDelay = (
  { testCompletion, completionDelayMs }: AccountSettings,
  createdAt: number,
): number | undefined => {
  switch (testCompletion) {
    case "immediate":
    case "in-response":
      return createdAt;
    case "delayed":
      return createdAt + completionDelayMs;
    default:
      return undefined;
  }
};

/** What there is to download: nothing for text. */
const attachmentUrls = (params: unknown): string[] => {
  const { attachment_type: type, attachment, attachments } = Object(params) as Record<string, unknown>;
  if (type === "text") return [];
  return [attachment, attachments].flat().filter((url): url is string => typeof url === "string");
};
