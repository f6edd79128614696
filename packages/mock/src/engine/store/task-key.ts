import type { TaskRecord } from "../model.ts";

/** What a task is found by. */
export type TaskKey = Pick<TaskRecord, "api" | "account" | "id">;
