import * as fc from "fast-check";
import { expect } from "vitest";
import { agree } from "../agree.ts";
import { settle } from "../compare.ts";
import { endRun, hasResults, isAtWork, newRun, startRun, statusOf } from "../run-life.ts";
import { type Account, accountOf, anyKey, type Json, type Model, pickOf, type Run } from "../state.ts";
import type { System } from "../system.ts";
import { ask, type Command, commands } from "./command.ts";
import { otherThan, type Pick, picked } from "./pick-task.ts";

const runOf = (account: Account, { pick: index }: Pick): Run | undefined =>
  pickOf(
    account.runs.filter(({ id }) => id !== undefined),
    index,
  );

const hasRuns = (model: Readonly<Model>, which: Pick): boolean =>
  runOf(accountOf(model, which.key), which) !== undefined;

/** What each operation is answered with, and what it does. */
interface Doing {
  readonly operation: string;
  readonly method: string;
  readonly isAllowed: (run: Run) => boolean;
  readonly answer: (run: Run) => unknown;
  readonly change?: (account: Account, run: Run) => void;
}

const doings: Readonly<Record<string, Doing>> = {
  run: {
    operation: "runTask",
    method: "POST",
    isAllowed: (run) => !isAtWork(run),
    answer: () => ({ status: "queued" }),
    change: startRun,
  },
  cancel: {
    operation: "cancelTask",
    method: "POST",
    isAllowed: isAtWork,
    answer: () => ({ status: "cancelled" }),
    change: ({ now }, run) => endRun(run, "cancelled", now),
  },
  delete: {
    operation: "deleteTask",
    method: "DELETE",
    isAllowed: () => true,
    answer: () => ({ text: "" }),
    change: ({ runs }, run) => void runs.splice(runs.indexOf(run), 1),
  },
  info: {
    operation: "getTaskInfo",
    method: "POST",
    isAllowed: () => true,
    answer: ({ body }) => body,
  },
  scheme: {
    operation: "getTaskPayload",
    method: "POST",
    isAllowed: () => true,
    answer: ({ payload }) => expect.objectContaining(payload ?? {}),
  },
  store: {
    operation: "getTaskResults",
    method: "POST",
    isAllowed: hasResults,
    answer: ({ id }) => expect.stringContaining(`/results/${id}.`),
  },
};

const lineOf = ({ method }: Doing, what: string, id: string | undefined): string =>
  `${method} /dataflowkit-v1/tasks/${id}${what === "delete" ? "" : `/${what}`}`;

const doIt = async (model: Model, system: System, which: Pick, what: string): Promise<void> => {
  const doing = doings[what] as Doing;
  const account = accountOf(model, which.key);
  const run = runOf(account, which) as Run;
  const line = lineOf(doing, what, run.id);
  const reply = await ask(model, system, { key: which.key, operation: doing.operation, line });
  if (!reply) return;
  const isAllowed = doing.isAllowed(run);
  agree(`${line} of a task that is ${statusOf(run)}`, reply.status, isAllowed ? 200 : 409);
  if (!isAllowed) return;
  agree(line, reply.body, doing.answer(run));
  if (what === "store") agree("the file", (await fetch(reply.body as unknown as string)).status, 200);
  doing.change?.(account, run);
};

export const runs: fc.Arbitrary<Command> = commands(
  "do with a run",
  fc.record({
    ...picked,
    what: fc.constantFrom("run", "run", "run", "cancel", "delete", "info", "scheme", "store"),
  }),
  {
    isPossible: hasRuns,
    run: async (model, system, params) => {
      await doIt(model, system, params, params.what);
      await settle(model, system, [params.key]);
    },
  },
);

export const strangeRuns: fc.Arbitrary<Command> = commands(
  "use a run of another account",
  fc.record({ ...picked, what: fc.constantFrom("run", "cancel", "delete", "info") }),
  {
    isPossible: hasRuns,
    run: async (model, system, params) => {
      const doing = doings[params.what] as Doing;
      const { key } = otherThan(model, params.key);
      const line = lineOf(doing, params.what, runOf(accountOf(model, params.key), params)?.id);
      const reply = await ask(model, system, { key, operation: doing.operation, line });
      if (reply) agree(line, reply.status, 404);
      await settle(model, system, [params.key, key]);
    },
  },
);

/** Ends a run by hand. Its results follow from its payload, so none can be given. */
export const runEnds: fc.Arbitrary<Command> = commands(
  "complete a run",
  fc.record({
    ...picked,
    end: fc.constantFrom<Json>({}, {}, { error: "The site is down." }, { response: {} }),
  }),
  {
    isPossible: hasRuns,
    run: async (model, system, params) => {
      const account = accountOf(model, params.key);
      const run = runOf(account, params) as Run;
      const { status } = await system.control(`POST /tasks/${run.id}/complete`, params.key, params.end);
      agree("the end of a run", status, "response" in params.end ? 400 : isAtWork(run) ? 200 : 409);
      if (status === 200) endRun(run, "error" in params.end ? "error" : "completed", account.now);
      await settle(model, system, [params.key]);
    },
  },
);

export const newRuns: fc.Arbitrary<Command> = commands(
  "create a run",
  fc.record({
    key: anyKey,
    kind: fc.constantFrom("extraction" as const, "conversion" as const),
    payload: fc.constantFrom<Json | undefined>(undefined, {
      format: "json",
      destination: "xml",
      name: "Lamps",
    }),
  }),
  {
    run: async (model, system, { key, kind, payload }) => {
      const sent = { kind, ...(payload && { payload }) };
      const { status, body } = await system.control("POST /dataflowkit-tasks", key, sent);
      agree("the new run", status, 200);
      const account = accountOf(model, key);
      const id = String(body["taskId"]);
      account.runs.push(newRun(model, account.now, kind, { id, ...(payload && { payload }) }));
      await settle(model, system, [key]);
    },
  },
);
