import * as fc from "fast-check";
import { agreeWithin } from "../agree.ts";
import { settleAll } from "../compare.ts";
import { attempt } from "../deliver.ts";
import { moments } from "../happen.ts";
import { isLive } from "../scale-life.ts";
import { type Account, accountOf, anyKey, type Delivery, type Model } from "../state.ts";
import { hasDeliveryFaults, isFaulty } from "../waiting-faults.ts";
import { type Command, commands } from "./command.ts";
import { kindOf, newTask, type NewTask, sendTask, statusOf } from "./create-task.ts";
import { advance } from "./move-time.ts";
import { restart } from "./start-again.ts";

const completesAtOnce = (account: Account): boolean =>
  !isLive(account) && ["immediate", "in-response"].includes(account.settings.testCompletion);

const isCreated = (model: Readonly<Model>, task: NewTask): boolean =>
  statusOf(accountOf(model, task.key), task) === 200 && !isFaulty(model, task.key, kindOf(task).operation);

/** A task whose first callback is not answered. */
const unanswered = (task: NewTask): NewTask => ({
  ...task,
  callback: "own",
  reactions: ["hang", ...task.reactions],
});

/** The server closes while the first callback of a new task is on its way: it is sent again. */
export const restartsWhileSending: fc.Arbitrary<Command> = commands("restart while sending", newTask, {
  isPossible: (model, task) =>
    model.isDurable &&
    completesAtOnce(accountOf(model, task.key)) &&
    isCreated(model, unanswered(task)) &&
    !hasDeliveryFaults(model, task.key),
  run: async (model, system, task) => {
    const arrived = system.receiver.nextHang();
    await sendTask(model, system, unanswered(task));
    await arrived;
    await restart(model, system);
    await settleAll(model, system);
  },
});

/** The delivery that is due next, if nothing else is due then, and its receiver can be told what to do. */
const nextRetry = (model: Readonly<Model>, key: string): Delivery | undefined => {
  const account = accountOf(model, key);
  const [first, second] = moments(account);
  const delivery = account.deliveries.find(({ nextAttemptAt }) => nextAttemptAt === first);
  return first !== second && delivery?.url.includes("/own/") ? delivery : undefined;
};

/** The server closes while a clock is advanced and a retry is on its way: it is sent again. */
export const restartsWhileRetrying: fc.Arbitrary<Command> = commands(
  "restart while retrying",
  fc.record({ key: anyKey }),
  {
    isPossible: (model, { key }) => model.isDurable && nextRetry(model, key) !== undefined,
    run: async (model, system, { key }) => {
      const account = accountOf(model, key);
      const delivery = nextRetry(model, key) as Delivery;
      const due = delivery.nextAttemptAt ?? 0;
      await advance(model, system, key, due - 1 - account.now);
      const path = new URL(delivery.url).pathname;
      for (const plans of [model.plans, system.receiver.plans]) plans.get(path)?.hangNext();
      const arrived = system.receiver.nextHang();
      const broken = system.control("POST /clock/advance", key, { milliseconds: 1 }).catch(() => undefined);
      await arrived;
      attempt(model, account, delivery, due);
      await restart(model, system);
      await broken;
      // Nothing says how far a clock gets whose advance is broken off.
      const { body: clock } = await system.control("GET /clock", key);
      account.now = Date.parse(String(clock["now"]));
      agreeWithin("the clock", account.now, [due - 1, due]);
      await settleAll(model, system);
    },
  },
);
