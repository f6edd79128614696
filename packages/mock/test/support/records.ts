import { initialSettings } from "../../src/engine/accounts.ts";
import type { AccountDefaults, AccountRecord, DeliveryRecord, TaskRecord } from "../../src/engine/model.ts";
import type { TaskQuery } from "../../src/engine/store/store.ts";

/** A task. Its id and its time follow from the sequence. */
export const newTask = (sequence: number, values: Partial<TaskRecord> = {}): TaskRecord => ({
  api: "scale-v1",
  account: "ann",
  id: `task-${sequence}`,
  sequence,
  createdAt: sequence * 1000,
  type: "categorization",
  status: "pending",
  body: { task_id: `task-${sequence}` },
  ...values,
});

/** A delivery that is due. Its id follows from the sequence. */
export const newDelivery = (sequence: number, values: Partial<DeliveryRecord> = {}): DeliveryRecord => ({
  id: `delivery-${sequence}`,
  sequence,
  api: "scale-v1",
  account: "ann",
  taskId: "task-1",
  url: "http://127.0.0.1:9/callback",
  callback: "taskCompleted",
  mediaType: "application/json",
  payload: { task: { task_id: "task-1" } },
  status: "pending",
  createdAt: sequence * 1000,
  attempts: [],
  nextAttemptAt: sequence * 1000,
  ...values,
});

export const newDefaults = (callbackAuthKey: string): AccountDefaults => ({
  settings: initialSettings,
  clock: { frozenAt: 5 },
  callbackAuthKey,
});

export const newAccount = (key: string, callbackAuthKey = `live_auth_${key}`): AccountRecord => ({
  key,
  callbackAuthKey,
  clock: { offset: 0 },
  settings: initialSettings,
});

/** The newest tasks of Ann, unless the values say otherwise. */
export const newQuery = (values: Partial<TaskQuery> = {}): TaskQuery => ({
  api: "scale-v1",
  account: "ann",
  order: "descending",
  limit: 100,
  offset: 0,
  ...values,
});
