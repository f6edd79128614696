import * as fc from "fast-check";
import { agree } from "../agree.ts";
import { settle } from "../compare.ts";
import { cancel, complete, type End } from "../scale-life.ts";
import { accountOf, type Model, type ScaleTask } from "../state.ts";
import type { System } from "../system.ts";
import { ask, type Command, commands } from "./command.ts";
import { hasTasks, otherThan, type Pick, picked, taskOf } from "./pick-task.ts";

interface Completing extends Pick {
  readonly how: "response" | "made up" | "error";
  /** Whose task the caller says that it is. */
  readonly owner: "right" | "left out" | "wrong";
  readonly by: "http" | "library";
}

const endOf = ({ example }: ScaleTask, { how }: Completing): End | undefined => {
  if (how === "made up") return undefined;
  return how === "error" ? { error: "Nothing can be read." } : { response: example };
};

const statusOf = (task: ScaleTask, { how, owner }: Completing): number => {
  if (owner === "wrong") return 404;
  if (how === "error" && task.api === "scale-beta") return 400;
  return task.body["status"] === "pending" ? 200 : 409;
};

/** What a call that completes a task is answered with, by HTTP or in the process. */
const callComplete = async (
  model: Model,
  system: System,
  task: ScaleTask,
  params: Completing,
): Promise<{ status: number; body: object }> => {
  const { key, owner, by } = params;
  const end = endOf(task, params);
  const account = owner === "wrong" ? otherThan(model, key).key : owner === "right" ? key : undefined;
  if (by === "http" || account === undefined) {
    return system.control(`POST /tasks/${task.id}/complete`, account, end ?? {});
  }
  return system.mock
    .account(account)
    .completeTask(task.id, { ...end })
    .then(
      (body) => ({ status: 200, body }),
      (error: { status: number }) => ({ status: error.status, body: {} }),
    );
};

export const completions: fc.Arbitrary<Command> = commands(
  "complete",
  fc.record({
    ...picked,
    how: fc.constantFrom("response" as const, "made up" as const, "error" as const),
    owner: fc.constantFrom("right" as const, "right" as const, "left out" as const, "wrong" as const),
    by: fc.constantFrom("http" as const, "library" as const),
  }),
  {
    isPossible: hasTasks,
    run: async (model, system, params) => {
      const task = taskOf(model, params, true);
      const account = accountOf(model, params.key);
      const expected = statusOf(task, params);
      const { status, body } = await callComplete(model, system, task, params);
      agree(`the answer ${JSON.stringify(body)}`, status, expected);
      if (status === 200) {
        agree("the completed task", body, {
          taskId: task.id,
          api: task.api,
          account: params.key,
          status: "completed",
        });
        const log = await system.log(params.key);
        task.dueAt = undefined;
        complete(model, account, task, { log, until: account.now }, endOf(task, params));
      }
      await settle(model, system, [params.key]);
    },
  },
);

export const cancellations: fc.Arbitrary<Command> = commands(
  "cancel",
  fc.record({ ...picked, isOwner: fc.boolean() }),
  {
    isPossible: hasTasks,
    run: async (model, system, params) => {
      const task = taskOf(model, params, true);
      const key = params.isOwner ? params.key : otherThan(model, params.key).key;
      const line = `POST /scale-v1/task/${task.id}/cancel`;
      const reply = await ask(model, system, { key, operation: "cancelTask", line });
      if (reply) {
        const isFound = params.isOwner && task.api === "scale-v1";
        const isPending = task.body["status"] === "pending";
        agree("the answer to a cancellation", reply.status, isFound ? (isPending ? 200 : 500) : 404);
        if (reply.status === 200) cancel(task);
        if (reply.status === 200) agree("the canceled task", reply.body, task.body);
      }
      await settle(model, system, [params.key, key]);
    },
  },
);

export const reads: fc.Arbitrary<Command> = commands(
  "read",
  fc.record({ ...picked, isOwner: fc.boolean(), api: fc.constantFrom("scale-v1", "scale-beta") }),
  {
    isPossible: hasTasks,
    run: async (model, system, params) => {
      const task = taskOf(model, params);
      const key = params.isOwner ? params.key : otherThan(model, params.key).key;
      const line = `GET /${params.api}/task/${task.id}`;
      const reply = await ask(model, system, { key, operation: "getTask", line });
      if (!reply) return;
      const isFound = params.isOwner && params.api === task.api;
      agree("whether a task is found", reply.status, isFound ? 200 : 404);
      if (isFound) agree("the task", reply.body, task.body);
    },
  },
);
