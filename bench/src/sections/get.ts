import type { Section } from "../bench.ts";
import { goals } from "../report/goals.ts";
import { isTask } from "../servers/right-answers.ts";
import { getTask } from "../servers/scale-requests.ts";
import { newTask } from "../servers/new-task.ts";
import { startAfresh } from "../servers/ours.ts";
import { compareServers } from "./compare-servers.ts";

const apiKey = "live_bench";

/** `GET /task/{task_id}` of a task that was created before. */
export const get: Section = {
  name: "get",
  summary: "get one task by its id",
  sharesContenders: true,
  run: async (bench) => [
    await compareServers(bench, {
      id: "get",
      what: "GET of a task",
      prepare: async (server) => {
        await startAfresh(server);
        const taskId = await newTask(server, apiKey);
        // Peers take any id.
        return { requestAt: (base) => getTask(base, apiKey, taskId), isRight: isTask({ task_id: taskId }) };
      },
      goals: goals.get,
      notes: { prism: "keeps nothing: an example", scalar: "keeps nothing: an example" },
    }),
  ],
};
