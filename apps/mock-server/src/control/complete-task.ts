import type { Engine } from "../engine/create-engine.ts";
import { EngineFailure } from "../engine/failure.ts";
import { redactId } from "../redact.ts";
import type { JsonObject, TaskRecord } from "../engine/model.ts";

/** How a task is to end: with a response, with an error, or, without either, with a generated response. */
export interface TaskEnd {
  readonly response?: JsonObject;
  readonly error?: string;
  /** Whether to accept a response that the request of the task rules out. */
  readonly force?: boolean;
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
  if (how.response && how.error !== undefined) {
    throw new EngineFailure(400, "response and error exclude each other. Send one of them.");
  }
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
  if (task.api === "scale-beta" && how.error !== undefined) {
    throw new EngineFailure(
      400,
      "error is not possible for a task of the beta, whose responses have only a category and a status_code. Send a response with a status_code other than 200.",
    );
  }
  const isMadeUp = how.response === undefined && how.error === undefined;
  return engine.scaleLife.complete(account, task, isMadeUp ? undefined : how);
};

/** Finds a task of any API. */
export const findTask = async (engine: Engine, taskId: string, key?: string): Promise<TaskRecord> => {
  const { accounts, firstTasks, store } = engine;
  const found = await store.findTasks(taskId);
  const task = found.find(({ account }) => key === undefined || account === key);
  if (task) return task;
  const account = key === undefined ? undefined : await accounts.read(key);
  const first = account && !accounts.isCurrent(account) ? firstTasks(account) : [];
  const unchanged = first.find(({ id }) => id === taskId);
  if (unchanged) return unchanged;
  const owner = key === undefined ? "" : " of this account";
  throw new EngineFailure(
    404,
    `There is no task ${redactId(taskId, (id) => accounts.find(id) !== undefined)}${owner}. GET /_mock/requests shows the taskId of each request that made one.`,
  );
};
