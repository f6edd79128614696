import type { Engine } from "../engine/create-engine.ts";
import type { TaskRecord } from "../engine/model.ts";
import { findTask } from "./complete-task.ts";

/**
 * Gives a task a review status, by which lists can be filtered.
 *
 * @throws {EngineFailure} 404 if the task does not exist.
 */
export const reviewTask = async (
  engine: Engine,
  taskId: string,
  customerReviewStatus: string,
  key?: string,
): Promise<TaskRecord> => {
  const { accounts, commit, serial, store } = engine;
  const { account, api, id } = await findTask(engine, taskId, key);
  const owner = await accounts.get(account);
  return serial(`task ${id}`, async () => {
    const task = (await store.getTask(api, account, id)) ?? (await findTask(engine, id, account));
    await commit(owner, [{ put: "task", record: { ...task, customerReviewStatus } }]);
    return task;
  });
};
