import type { Engine } from "../engine/create-engine.ts";
import { EngineFailure } from "../engine/failure.ts";
import type { Completion } from "../engine/life-cycle/worker.ts";
import type { TaskRecord } from "../engine/model.ts";
import { redactId } from "../text/redact.ts";

/**
 * Completes a task as if the work had been done.
 *
 * @throws {EngineFailure} 404 if the task does not exist, 409 if it is not pending, 400 for a response that the contract
 * does not allow.
 */
export const completeTask = async (
  engine: Engine,
  taskId: string,
  how: Completion = {},
  key?: string,
): Promise<TaskRecord> => {
  if (how.response && how.error !== undefined) {
    throw new EngineFailure(400, "response and error exclude each other. Send one of them.");
  }
  const task = await findTask(engine, taskId, key);
  return engine.lifeOf(task).complete(await engine.accounts.get(task.account), task, how);
};

/** Finds a task of any API. */
export const findTask = async (engine: Engine, taskId: string, key?: string): Promise<TaskRecord> => {
  const { accounts, firstTasks, store } = engine;
  const found = await store.findTasks(taskId);
  const task = found.find(({ account, api }) => engine.lives(api) && (key === undefined || account === key));
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
