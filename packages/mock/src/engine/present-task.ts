import type { TaskRecord } from "./model.ts";

/** A task as the control API names it. */
export const presentTask = ({ id, api, account, status }: TaskRecord) => ({
  taskId: id,
  api,
  account,
  status,
});
