import type { Engine } from "../engine/create-engine.ts";
import type { TaskRecord } from "../engine/model.ts";
import { findTask } from "./complete-task.ts";

/**
 * Cancels a task, as the operation of its API would.
 *
 * @throws {EngineFailure} 404 if the task does not exist, 409 if it cannot be canceled in its state.
 */
export const cancelTask = async (engine: Engine, taskId: string, key?: string): Promise<TaskRecord> => {
  const task = await findTask(engine, taskId, key);
  return engine.lifeOf(task).cancel(await engine.accounts.get(task.account), task);
};
