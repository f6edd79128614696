import { type CheckOptions, checkAttachments } from "../../callbacks/check-attachments.ts";
import type { Account } from "../account.ts";
import type { Core } from "../core.ts";
import { EngineFailure } from "../failure.ts";
import type { AccountSettings, TaskRecord } from "../model.ts";
import { completeTask, type Completion } from "./complete-task.ts";
import { isLive } from "./make-task.ts";
import { urgencyDuration } from "./urgency.ts";

/** What happens to tasks of the Scale APIs after they were made. */
export class TaskLife {
  readonly #core: Core;
  readonly #attachments: CheckOptions;

  constructor(core: Core, attachments: CheckOptions) {
    this.#core = core;
    this.#attachments = attachments;
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
      run: async () => void (await this.#completeIfPending(account, task)),
    } as const;
    // The create call is to answer `pending`, even if nothing is left to wait for.
    if (at <= account.now()) this.#core.scheduler.addSoon(account, job);
    else this.#core.scheduler.add(account, job);
  }

  /**
   * Completes a pending task and sends its callback.
   *
   * @throws {EngineFailure} 409 if the task is not pending.
   */
  async complete(account: Account, task: TaskRecord, completion?: Completion): Promise<TaskRecord> {
    const completed = await this.#completeIfPending(account, task, completion);
    if (completed) return completed;
    const { status = "gone" } = (await this.#core.store.getTask(task.api, task.account, task.id)) ?? {};
    throw new EngineFailure(409, `Task ${task.id} is ${status}, and only pending tasks can be completed.`);
  }

  async #completeIfPending(
    account: Account,
    { api, account: owner, id }: TaskRecord,
    completion?: Completion,
  ): Promise<TaskRecord | undefined> {
    const { deliveries, events, serial, store } = this.#core;
    return serial(`task ${id}`, async () => {
      const task = await store.getTask(api, owner, id);
      if (task?.status !== "pending") return undefined;
      const completed = await completeTask(
        task,
        account,
        await this.#withFailedAttachments(account, task, completion),
      );
      const delivery = deliveries.make(account, completed.delivery);
      await store.write([
        { put: "task", record: completed.task },
        { put: "delivery", record: delivery },
      ]);
      events.emit({ type: "task", account: account.key, task: completed.task });
      await deliveries.dispatch(account, delivery);
      return completed.task;
    });
  }

  /** Downloads the attachments if the account asks for it, and nobody says how the task ends. */
  async #withFailedAttachments(
    { record }: Account,
    { body }: TaskRecord,
    completion?: Completion,
  ): Promise<Completion | undefined> {
    if (completion?.response || completion?.error || !record.settings.checkAttachments) return completion;
    return { failedAttachments: await checkAttachments(attachmentUrls(body["params"]), this.#attachments) };
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
    case "manual":
      return undefined;
  }
};

/** What there is to download: nothing for text. */
const attachmentUrls = (params: unknown): string[] => {
  const { attachment_type: type, attachment, attachments } = Object(params) as Record<string, unknown>;
  if (type === "text") return [];
  return [attachment, attachments].flat().filter((url): url is string => typeof url === "string");
};
