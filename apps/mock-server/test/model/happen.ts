import { attempt } from "./deliver.ts";
import { attemptedAt, type Happened } from "./observed.ts";
import { finishRun } from "./run-life.ts";
import { complete } from "./scale-life.ts";
import type { Account, Delivery, Model } from "./state.ts";

/** Something that is due. */
interface Due {
  readonly at: number;
  readonly order: number;
  readonly what: "completion" | "attempt";
  readonly happen: () => void;
}

/** How much happened. */
export interface Count {
  completions: number;
  attempts: number;
}

/** Lets all happen that is due up to a moment, one after the other, and leaves the clock there. */
export const happen = (model: Model, account: Account, happened: Happened): Count => {
  const count: Count = { completions: 0, attempts: 0 };
  for (let next = nextDue(model, account, happened); next; next = nextDue(model, account, happened)) {
    if (!happened.isRunning) account.now = Math.max(account.now, next.at);
    next.happen();
    count[`${next.what}s`] += 1;
  }
  account.now = happened.until;
  return count;
};

const nextDue = (model: Model, account: Account, happened: Happened): Due | undefined =>
  allDue(model, account, happened)
    .filter(({ at }) => at <= happened.until)
    .toSorted((left, right) => left.at - right.at || left.order - right.order)[0];

const allDue = (model: Model, account: Account, happened: Happened): Due[] => [
  ...account.tasks.flatMap((task) =>
    task.dueAt === undefined
      ? []
      : due("completion", task.dueAt, task.order, () => complete(model, account, task, happened)),
  ),
  ...account.runs.flatMap((run) =>
    run.dueAt === undefined
      ? []
      : due("completion", run.dueAt, run.order, () => finishRun(account, run, happened)),
  ),
  ...account.deliveries.flatMap((delivery) =>
    delivery.nextAttemptAt === undefined
      ? []
      : due("attempt", delivery.nextAttemptAt, delivery.order, () =>
          attempt(model, account, delivery, timeOf(account, delivery, happened)),
        ),
  ),
];

const due = (what: Due["what"], at: number, order: number, run: () => void): Due => ({
  at,
  order,
  what,
  happen: run,
});

const timeOf = (account: Account, delivery: Delivery, happened: Happened): number => {
  const { taskId, attempts, nextAttemptAt = 0 } = delivery;
  const index = account.deliveries.filter((other) => other.taskId === taskId).indexOf(delivery);
  return attemptedAt(happened, taskId, [index, attempts.length], Math.max(account.now, nextAttemptAt));
};

/** The moments at which something is due by itself, in order. */
export const moments = (account: Account): number[] =>
  [
    ...account.tasks.map(({ dueAt }) => dueAt),
    ...account.runs.map(({ dueAt }) => dueAt),
    ...account.deliveries.map(({ nextAttemptAt }) => nextAttemptAt),
  ]
    .filter((at) => at !== undefined)
    .toSorted((left, right) => left - right);
