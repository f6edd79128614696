import type { Engine } from "../engine/create-engine.ts";
import { EngineFailure } from "../engine/failure.ts";
import type { JsonObject, TaskRecord } from "../engine/model.ts";

/** How a task is to end: with a response, with an error, or with a made-up answer. */
export interface TaskEnd {
  readonly response?: JsonObject;
  readonly error?: string;
}

/**
 * Ends a task as if somebody had done the work.
 *
 * @throws {EngineFailure} 404 if there is no such task, 409 if it is not pending, 400 for a response that the contract
 * does not allow.
 */
export const completeTask = async (
  engine: Engine,
  taskId: string,
  how: TaskEnd = {},
  key?: string,
): Promise<TaskRecord> => {
  const task = await findTask(engine, taskId, key);
  const account = await engine.accounts.get(task.account);
  if (task.api === "dataflowkit-v1") {
    if (how.response) {
      throw new EngineFailure(
        400,
        "response is not possible for a Dataflow Kit task: its results follow from its payload. Send {} or an error.",
      );
    }
    return engine.runLife.complete(account, task, how.error !== undefined);
  }
  return engine.scaleLife.complete(account, task, how);
};

/** Finds a task of any API. */
export const findTask = async ({ store }: Engine, taskId: string, key?: string): Promise<TaskRecord> => {
  const found = (await store.findTasks(taskId)).filter(({ account }) => key === undefined || account === key);
  const [task] = found;
  if (task) return task;
  const owner = key === undefined ? "" : ` of the account ${key}`;
  throw new EngineFailure(
    404,
    `There is no task ${taskId}${owner}. GET /_mock/requests shows what was created.`,
  );
};
