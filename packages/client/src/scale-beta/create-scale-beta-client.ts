import type {
  CategorizationTask,
  operations,
  operationTable,
  paths,
} from "@task-contracts/contracts/scale-beta";
import { type ApiClient, type CallbackClientOptions, createApiClient } from "../core/create-api-client.ts";
import { type WaitOptions, waitForTask } from "../core/wait-for-task.ts";
import { TaskCanceledError } from "../errors/task-canceled-error.ts";
import { traits } from "./traits.ts";

/** A task that has its result. */
export type CompletedTask = CategorizationTask &
  Required<Pick<CategorizationTask, "response" | "completed_at">> & { readonly status: "completed" };

type Api<Omittable extends string> = ApiClient<paths, operations, typeof operationTable, Omittable>;

/**
 * A client of the Scale beta: a method for each operation of the contract, `waitForTask`, and `http`.
 *
 * @template Omittable what bodies may leave out, since the client fills it in
 */
export type ScaleBetaClient<Omittable extends string = never> = Api<Omittable> & {
  /**
   * Reads a task until it is completed.
   *
   * @throws TaskCanceledError, WaitTimeoutError, AbortError, and what `getTask` throws
   * @example
   * const { response } = await scale.waitForTask(task, { timeoutMs: 60_000 });
   */
  readonly waitForTask: (task: CategorizationTask | string, options?: WaitOptions) => Promise<CompletedTask>;
};

/**
 * Makes a client of the Scale beta. New apps should use version 1, which is in `@task-contracts/client/scale`.
 *
 * @example
 * const scale = createScaleBetaClient({ apiKey, callbackUrl: "https://shop.example/callbacks" });
 * for await (const task of scale.listTasks()) console.log(task.task_id);
 */
export function createScaleBetaClient(
  options: CallbackClientOptions & { readonly callbackUrl: string },
): ScaleBetaClient<"callback_url">;
export function createScaleBetaClient(options: CallbackClientOptions): ScaleBetaClient;
export function createScaleBetaClient(options: CallbackClientOptions): ScaleBetaClient<"callback_url"> {
  const client = createApiClient(traits, options) as Api<"callback_url">;
  return {
    ...client,
    waitForTask: async (task, wait) =>
      (await waitForTask(
        {
          taskId: typeof task === "string" ? task : task.task_id,
          read: client.getTask,
          failures: { canceled: TaskCanceledError },
          clock: options.clock,
        },
        wait,
      )) as CompletedTask,
  };
}
