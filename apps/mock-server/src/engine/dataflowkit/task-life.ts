import type { Account } from "../account.ts";
import type { Core } from "../core.ts";
import { EngineFailure } from "../failure.ts";
import type { TaskRecord } from "../model.ts";
import { resultFile } from "./result-file.ts";
import { end, isToFail, queue, start } from "./task-states.ts";

type Change = (task: TaskRecord, now: number) => TaskRecord | Promise<TaskRecord>;

/** How Dataflow Kit tasks get from one state to the next. */
export class RunLife {
  readonly #core: Core;

  constructor(core: Core) {
    this.#core = core;
  }

  /**
   * Queues a task. It starts right after the answer.
   *
   * @throws {EngineFailure} 409 if it is at work already.
   */
  run(account: Account, task: TaskRecord): Promise<TaskRecord> {
    return this.#change(account, task, ["initialized", "completed", "cancelled", "error"], "run", queue);
  }

  /** @throws {EngineFailure} 409 if it is not at work. */
  cancel(account: Account, task: TaskRecord): Promise<TaskRecord> {
    return this.#change(account, task, ["queued", "running"], "cancelled", (it, now) =>
      end(it, now, "cancelled"),
    );
  }

  /**
   * Ends a running task by hand.
   *
   * @throws {EngineFailure} 409 if it is not running.
   */
  complete(account: Account, task: TaskRecord, failed: boolean): Promise<TaskRecord> {
    return this.#change(account, task, ["queued", "running"], "completed", (it, now) =>
      failed ? end(it, now, "error") : withResult(it, now),
    );
  }

  /** Takes a task to its next state when the time has come. */
  schedule(account: Account, task: TaskRecord): void {
    const { dueAt: at, sequence } = task;
    if (at === undefined) return;
    const run = (): Promise<boolean> => this.#proceed(account, task);
    const job = { kind: "completion", at, sequence, run } as const;
    if (at <= account.now()) this.#core.scheduler.addSoon(account, job);
    else this.#core.scheduler.add(account, job);
  }

  /**
   * Nothing happens if the task is in another state by now, or in the same state of a later run.
   *
   * @returns Whether that ended the task.
   */
  async #proceed(account: Account, { id, status, dueAt }: TaskRecord): Promise<boolean> {
    return this.#core.serial(`task ${id}`, async () => {
      const task = await this.#core.store.getTask("dataflowkit-v1", account.key, id);
      if (task?.status !== status || task.dueAt !== dueAt || account.signal.aborted) return false;
      const now = account.now();
      if (status === "queued") await this.#save(account, start(task, now, account.record.settings));
      else if (isToFail(task)) await this.#save(account, end(task, now, "error"));
      else await this.#save(account, await withResult(task, now));
      return status !== "queued";
    });
  }

  async #change(
    account: Account,
    { id }: TaskRecord,
    from: readonly string[],
    what: string,
    change: Change,
  ): Promise<TaskRecord> {
    return this.#core.serial(`task ${id}`, async () => {
      const task = await this.#core.store.getTask("dataflowkit-v1", account.key, id);
      if (!task || !from.includes(task.status)) {
        throw new EngineFailure(
          409,
          `Task ${id} is ${task?.status ?? "gone"}. Only a task that is ${from.join(" or ")} can be ${what}.`,
        );
      }
      return this.#save(account, await change(task, account.now()));
    });
  }

  async #save(account: Account, task: TaskRecord): Promise<TaskRecord> {
    await this.#core.commit(account, [{ put: "task", record: task }]);
    this.schedule(account, task);
    return task;
  }
}

const withResult = async (task: TaskRecord, now: number): Promise<TaskRecord> => {
  const { bytes, rows } = await resultFile(task);
  return end(task, now, "completed", { requests: rows, fileSize: bytes.length / 1_000_000 });
};
