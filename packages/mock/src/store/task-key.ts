import type { TaskRecord } from "../engine/model.ts";

/** What a task is found by. */
export type TaskKey = Pick<TaskRecord, "api" | "account" | "id">;
