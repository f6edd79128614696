import type { Extension } from "../../engine/extension.ts";
import { EngineFailure } from "../../engine/failure.ts";
import { dataflowkitControls } from "./controls.ts";
import { dataflowkitWorker, hasResults } from "./dataflowkit-worker.ts";
import { createFirstTasks } from "./first-tasks.ts";
import { payloadOf } from "./make-task.ts";
import { resultUrl } from "./result-file.ts";
import { resultPage } from "./result-page.ts";

/** What the contract of Dataflow Kit does not express. */
export const dataflowkitV1: Extension = {
  worker: () => dataflowkitWorker,
  firstTasks: createFirstTasks,
  listOrder: "ascending",
  hint: "POST /tasks lists those that there are.",
  controls: dataflowkitControls,
  page: resultPage,
  handlers: ({ onTask }) => ({
    getTaskPayload: onTask("task_id", async (task) => ({ status: 200, body: payloadOf(task) })),
    getTaskResults: onTask("task_id", async (task, { origin }) => {
      if (hasResults(task)) return { status: 200, body: resultUrl(origin, task) };
      throw new EngineFailure(
        409,
        `Task ${task.id} is ${task.status}, so it has no results. Run it, and wait until it is completed.`,
      );
    }),
  }),
};
