import { askControl, type ControlOptions } from "./control-client.ts";
import { openOutput } from "./output.ts";

/** The options of `task-mock complete`. */
export interface CompleteOptions extends ControlOptions {
  readonly response?: object;
  readonly error?: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

/** Completes a task of a running server, and prints the result. */
export const complete = async (
  taskId: string,
  { response, error, force, json = false, ...control }: CompleteOptions,
): Promise<void> => {
  const task = await askControl<{ taskId: string; api: string; status: string }>(control, {
    method: "POST",
    path: `/tasks/${encodeURIComponent(taskId)}/complete`,
    body: {
      ...(response && { response }),
      ...(error !== undefined && { error }),
      ...(force && { force }),
    },
  });
  const output = openOutput({ json });
  output.emit(task);
  if (output.isForPeople) output.write(`Task ${task.taskId} of ${task.api} is ${task.status}.\n`);
};
