import type { Section } from "../bench.ts";
import { goals } from "../report/goals.ts";
import { startAfresh } from "../servers/ours.ts";
import { isTask } from "../servers/right-answers.ts";
import { createTaskByForm } from "../servers/scale-requests.ts";
import { compareServers } from "./compare-servers.ts";

/** `POST /task/categorization` with a form that is valid. */
export const postForm: Section = {
  name: "post-form",
  summary: "create a task, body as a form",
  sharesContenders: true,
  run: async (bench) => [
    await compareServers(bench, {
      id: "post-form",
      what: "POST of a task, form",
      prepare: async (server) => {
        await startAfresh(server);
        return {
          requestAt: (base) => createTaskByForm(base, "live_bench"),
          isRight: isTask({ type: "categorization", status: "pending", instruction: "Is it big or small?" }),
        };
      },
      afterwards: startAfresh,
      goals: goals.post,
      notes: { prism: "stores nothing", scalar: "stores nothing" },
    }),
  ],
};
