import type { operations, operationTable, paths, Task } from "@task-contracts/contracts/scale-v1";
import { type ApiClient, type CallbackClientOptions, createApiClient } from "../core/create-api-client.ts";
import { type WaitOptions, waitForTask } from "../core/wait-for-task.ts";
import { TaskCanceledError } from "../errors/task-canceled-error.ts";
import { traits } from "./traits.ts";

/** A task that has its result, or the `error` that kept people from one. */
export type CompletedTask<T extends Task = Task> = T extends Task
  ? T & Required<Pick<T, "response" | "completed_at">> & { readonly status: "completed" }
  : never;

type Api = ApiClient<paths, operations, typeof operationTable>;

/** A client of Scale v1: a method for each operation of the contract, `waitForTask`, and `http`. */
export type ScaleClient = Api & {
  /**
   * Reads a task until it is completed. Given a task instead of an id, it returns one of the same type.
   *
   * @throws TaskCanceledError, WaitTimeoutError, AbortError, and what `getTask` throws
   * @example
   * const { response } = await scale.waitForTask(task, { timeoutMs: 60_000 });
   */
  readonly waitForTask: <T extends Task>(
    task: T | string,
    options?: WaitOptions,
  ) => Promise<CompletedTask<T>>;
};

/**
 * Makes a client of Scale v1.
 *
 * @example
 * const scale = createScaleClient({ apiKey });
 * const task = await scale.getTask("5f2b8c1e9d3a47006b1e8f20");
 */
export const createScaleClient = (options: CallbackClientOptions): ScaleClient => {
  const client = createApiClient(traits, options) as Api;
  return {
    ...client,
    waitForTask: async <T extends Task>(task: T | string, wait?: WaitOptions) =>
      (await waitForTask(
        {
          taskId: typeof task === "string" ? task : task.task_id,
          read: client.getTask,
          failures: { canceled: TaskCanceledError },
          clock: options.clock,
        },
        wait,
      )) as CompletedTask<T>,
  };
};
