import { EngineFailure } from "../../engine/failure.ts";
import type { EnteredState, Upcoming, Worker } from "../../engine/life-cycle/worker.ts";
import type { TaskRecord } from "../../engine/model.ts";
import { kindOf } from "./make-task.ts";
import { resultFile } from "./result-file.ts";

/** What the tasks of Dataflow Kit do that no declaration says: how long they run, how that ends, and what it brings. */
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

/** How long a task runs, and how that ends, is a setting of the account: that of its start, not of its end. */
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
