import type { operations, operationTable, paths, Task } from "@task-contracts/contracts/dataflowkit-v1";
import { type ApiClient, createApiClient } from "../core/create-api-client.ts";
import { connect } from "../core/connect.ts";
import type { CallOptions, ClientOptions } from "../core/client-options.ts";
import { type WaitOptions, waitForTask } from "../core/wait-for-task.ts";
import { TaskCanceledError } from "../errors/task-canceled-error.ts";
import { TaskFailedError } from "../errors/task-failed-error.ts";
import { downloadFile } from "./download-file.ts";
import { traits } from "./traits.ts";

/** A task that has its results. */
export type CompletedTask = Task & { readonly status: "completed" };

type Api = ApiClient<paths, operations, typeof operationTable>;

/** A client of Dataflow Kit: a method for each operation of the contract, `waitForTask`, `downloadResults`, and `http`. */
export type DataflowKitClient = Api & {
  /**
   * Reads a task until it is completed. Run it first, or it never will be.
   *
   * @throws TaskCanceledError, TaskFailedError, WaitTimeoutError, AbortError, and what `getTaskInfo` throws
   * @example
   * await dataflowkit.waitForTask(id, { timeoutMs: 60_000 });
   */
  readonly waitForTask: (taskId: string, options?: WaitOptions) => Promise<CompletedTask>;

  /**
   * Downloads the file that a task produced. The key is not sent to where the file is. `timeoutMs` is how long nothing
   * may arrive, so that large files may take longer.
   *
   * @throws StatusError, ConnectionError, TimeoutError, AbortError, and what `getTaskResults` throws
   * @example
   * const rows = await (await dataflowkit.downloadResults(id)).json();
   */
  readonly downloadResults: (taskId: string, options?: CallOptions) => Promise<Response>;
};

/**
 * Makes a client of Dataflow Kit.
 *
 * @example
 * const dataflowkit = createDataflowKitClient({ apiKey });
 * await dataflowkit.runTask("Vq7RkT2mZpX9cLw4HsYd83Bn");
 */
export const createDataflowKitClient = (options: ClientOptions): DataflowKitClient => {
  const client = createApiClient(traits, options) as Api;
  return {
    ...client,
    waitForTask: async (taskId, wait) =>
      (await waitForTask(
        {
          taskId,
          read: client.getTaskInfo,
          failures: { cancelled: TaskCanceledError, error: TaskFailedError },
          clock: options.clock,
        },
        wait,
      )) as CompletedTask,
    downloadResults: async (taskId, call = {}) =>
      downloadFile(
        await client.getTaskResults(taskId, call),
        connect(traits, options)("downloadResults", undefined, call),
      ),
  };
};
