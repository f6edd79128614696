import { EngineFailure } from "../../engine/failure.ts";
import type { EnteredState, Upcoming, Worker } from "../../engine/life-cycle/worker.ts";
import type { TaskRecord } from "../../engine/model.ts";
import { kindOf } from "./make-task.ts";
import { resultFile } from "./result-file.ts";

/** Behavior of Dataflow Kit tasks that no declaration can express: the duration, the outcome and the results of runs. */
export const dataflowkitWorker: Worker = {
  choose,
  accept: ({ response }) => {
    if (!response) return;
    throw new EngineFailure(
      400,
      "response is not possible for a Dataflow Kit task: its results follow from its payload. Send {} or an error.",
    );
  },
  work: async (task, _account, { transition }) => {
    if (transition.to === "error") return {};
    const { bytes, rows } = await resultFile(task);
    const produced =
      kindOf(task) === "extraction" ? { requests: rows } : { fileSize: bytes.length / 1_000_000 };
    return { edit: (body) => ({ ...body, ...produced }) };
  },
};

/** The duration and outcome of a run are settings of the account: those of its start, not of its end. */
function choose({ account, declared: [declared], task, transitions }: EnteredState): Upcoming | undefined {
  if (!declared || task.status !== "running") return declared;
  const { completionDelayMs: delay, runResult } = account.record.settings;
  if (runResult === "manual") return undefined;
  const ended = runResult === "error" ? "error" : "completed";
  const transition = transitions.find(({ to }) => to === ended);
  return transition && { transition, delay };
}

/** Whether a task produced something. A cancelled extraction keeps what it collected (dataflowkit-v1, cancelTask). */
export const hasResults = (task: TaskRecord): boolean =>
  task.status === "completed" ||
  (task.status === "cancelled" && kindOf(task) === "extraction" && task.body["startTime"] !== null);
