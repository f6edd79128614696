import type { Section } from "../bench.ts";
import { isPageOf } from "../servers/right-answers.ts";
import { listTasks } from "../servers/scale-requests.ts";
import { newTask } from "../servers/new-task.ts";
import { startAfresh } from "../servers/ours.ts";
import { compareServers } from "./compare-servers.ts";

const apiKey = "live_bench";
const PAGE = 10;

/** `GET /tasks`, a page of ten tasks out of twenty. */
export const list: Section = {
  name: "list",
  summary: "list a page of 10 tasks",
  sharesContenders: true,
  run: async (bench) => [
    await compareServers(bench, {
      id: "list",
      what: `list page of ${PAGE} tasks`,
      prepare: async (server) => {
        await startAfresh(server);
        for (let count = 0; count < 2 * PAGE; count += 1) await newTask(server, apiKey);
        return { requestAt: (base) => listTasks(base, apiKey, `limit=${PAGE}`), isRight: isPageOf(PAGE) };
      },
      notes: { prism: "an example of one task", scalar: "an example of one task" },
    }),
  ],
};
