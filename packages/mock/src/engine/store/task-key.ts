import type { TaskRecord } from "../model.ts";

/** Identifies a task. */
export type TaskKey = Pick<TaskRecord, "api" | "account" | "id">;
