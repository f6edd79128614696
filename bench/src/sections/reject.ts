import type { Section } from "../bench.ts";
import { startAfresh } from "../servers/ours.ts";
import { isRefusal } from "../servers/right-answers.ts";
import { createTask, parameters } from "../servers/scale-requests.ts";
import { compareServers } from "./compare-servers.ts";

/** `POST /task/categorization` with a body that lacks what is required. */
export const reject: Section = {
  name: "reject",
  summary: "refuse a task whose body is invalid",
  sharesContenders: true,
  run: async (bench) => [
    await compareServers(bench, {
      id: "reject",
      what: "POST that is refused",
      prepare: async (server) => {
        await startAfresh(server);
        const { categories: _, ...incomplete } = parameters;
        return {
          requestAt: (base) => createTask(base, "live_bench", incomplete),
          isRight: isRefusal("categories"),
        };
      },
      notes: { scalar: "422, which is not documented" },
    }),
  ],
};
