import type { ApiId } from "../api-ids.ts";
import { createLanes } from "../callbacks/receiver-lanes.ts";
import { createSender, type SenderOptions } from "../callbacks/send-callback.ts";
import type { OpenApiDocument } from "../contract.ts";
import type { Change, Store } from "../store/store.ts";
import type { Account } from "./account.ts";
import { Accounts } from "./accounts.ts";
import type { Core } from "./core.ts";
import { makeTask } from "./dataflowkit/make-task.ts";
import { dataflowkitOperations } from "./dataflowkit/operations.ts";
import { RunLife } from "./dataflowkit/task-life.ts";
import { Deliveries } from "./deliveries.ts";
import { Events } from "./events.ts";
import { Faults } from "./faults.ts";
import type { Handlers } from "./handler.ts";
import { Journal } from "./journal.ts";
import type { TaskRecord } from "./model.ts";
import { scaleOperations } from "./scale/operations.ts";
import { TaskLife } from "./scale/task-life.ts";
import { readTaskShapes } from "./scale/task-shape.ts";
import { Scheduler } from "./scheduler.ts";
import { createSerial } from "./serial.ts";

/** What the engine is made of. */
export interface EngineOptions {
  readonly store: Store;
  /** The contracts of the Scale APIs, from which the types of tasks are read. */
  readonly contracts: Readonly<Record<"scale-v1" | "scale-beta", OpenApiDocument>>;
  /** How callbacks are sent, and attachments fetched. */
  readonly outgoing: SenderOptions;
  /** Learns of errors that no request is there to be told of. */
  readonly onDefect: (error: unknown) => void;
}

/** The mocked services, without HTTP. */
export interface Engine extends Core {
  readonly scaleLife: TaskLife;
  readonly runLife: RunLife;
  /** What each API can do here. */
  readonly handlers: Readonly<Record<ApiId, Handlers>>;
  /** Goes on with a task or a delivery that the store has and nobody is working on. */
  readonly resume: (accounts: readonly Account[]) => Promise<void>;
  /** Ends what is being sent, and closes the store. What is not sent by then stays in the store. */
  readonly close: () => Promise<void>;
}

/** Starts the engine, and goes on with what the store has from an earlier time. */
export const createEngine = async ({
  store,
  contracts,
  outgoing,
  onDefect,
}: EngineOptions): Promise<Engine> => {
  let sequence = await store.lastSequence();
  const nextSequence = (): number => (sequence += 1);
  const real = Date.now;
  const seed = (account: Account): Change[] => [
    { put: "task", record: makeTask(account, nextSequence(), "extraction") },
    { put: "task", record: makeTask(account, nextSequence(), "conversion") },
  ];
  const accounts = new Accounts(store, real, seed);
  const scheduler = new Scheduler(real, onDefect);
  const events = new Events();
  const faults = new Faults();
  const serial = createSerial();
  const lanes = createLanes();
  const sender = createSender(outgoing);
  const deliveries = new Deliveries({
    store,
    accounts,
    scheduler,
    events,
    faults,
    serial,
    nextSequence,
    lanes,
    sender,
  });
  const core: Core = {
    store,
    accounts,
    scheduler,
    deliveries,
    events,
    faults,
    serial,
    nextSequence,
    journal: new Journal(),
  };
  const scaleLife = new TaskLife(core, outgoing);
  const runLife = new RunLife(core);

  const scheduleTask = (account: Account, task: TaskRecord): void => {
    if (task.api === "dataflowkit-v1") runLife.schedule(account, task);
    else scaleLife.schedule(account, task);
  };

  const resume = async (chosen: readonly Account[]): Promise<void> => {
    const byKey = new Map(chosen.map((account) => [account.key, account]));
    const unfinished = await store.listUnfinished();
    for (const task of unfinished.tasks) {
      const account = byKey.get(task.account);
      if (account) scheduleTask(account, task);
    }
    for (const delivery of unfinished.deliveries) {
      const account = byKey.get(delivery.account);
      if (account) deliveries.schedule(account, delivery);
    }
  };

  await accounts.load();
  await resume(accounts.all());

  return {
    ...core,
    scaleLife,
    runLife,
    handlers: {
      "scale-v1": scaleOperations("scale-v1", readTaskShapes(contracts["scale-v1"]), core, scaleLife),
      "scale-beta": scaleOperations("scale-beta", readTaskShapes(contracts["scale-beta"]), core, scaleLife),
      "dataflowkit-v1": dataflowkitOperations(core, runLife),
    },
    resume,
    close: async () => {
      scheduler.close();
      for (const account of accounts.all()) account.stop();
      sender.close();
      await Promise.all(accounts.all().map((account) => scheduler.settle(account)));
      await store.close();
    },
  };
};
