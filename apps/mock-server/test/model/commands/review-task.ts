import * as fc from "fast-check";
import { agree } from "../agree.ts";
import type { Command } from "./command.ts";
import { commands } from "./command.ts";
import { hasTasks, picked, taskOf } from "./pick-task.ts";

/** Outcomes of a review. */
export const outcomes = ["accepted", "rejected"] as const;

export const reviews: fc.Arbitrary<Command> = commands(
  "review",
  fc.record({ ...picked, outcome: fc.constantFrom(...outcomes) }),
  {
    isPossible: hasTasks,
    run: async (model, system, params) => {
      const task = taskOf(model, params);
      const line = `POST /tasks/${task.id}/review`;
      const { status, body } = await system.control(line, params.key, { status: params.outcome });
      agree(
        "the review",
        { status, body },
        {
          status: 200,
          body: { taskId: task.id, api: task.api, account: params.key, status: task.body["status"] },
        },
      );
      task.review = params.outcome;
    },
  },
);
