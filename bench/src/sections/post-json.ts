import type { Section } from "../bench.ts";
import { goals } from "../report/goals.ts";
import { startAfresh } from "../servers/ours.ts";
import { isTask } from "../servers/right-answers.ts";
import { createTask } from "../servers/scale-requests.ts";
import { compareServers } from "./compare-servers.ts";

/** `POST /task/categorization` with a JSON body that is valid. */
export const postJson: Section = {
  name: "post-json",
  summary: "create a task, body in JSON",
  sharesContenders: true,
  run: async (bench) => [
    await compareServers(bench, {
      id: "post-json",
      what: "POST of a task, JSON",
      prepare: async (server) => {
        await startAfresh(server);
        return {
          requestAt: (base) => createTask(base, "live_bench"),
          isRight: isTask({ type: "categorization", status: "pending", instruction: "Is it big or small?" }),
        };
      },
      afterwards: startAfresh,
      goals: goals.post,
      notes: { prism: "stores nothing", scalar: "stores nothing" },
    }),
  ],
};
