import type { ApiId } from "../apis/api-ids.ts";
import { createDeliveryLimiter } from "./callbacks/delivery-limiter.ts";
import type { Contract } from "../contract/contract.ts";
import type { Limits } from "../limits.ts";
import type { Change, Store } from "./store/store.ts";
import type { Account } from "./account.ts";
import { Accounts } from "./accounts.ts";
import { readBehaviors } from "./behavior.ts";
import { createCommit } from "./commit.ts";
import type { Core } from "./core.ts";
import { createFirstTasks } from "../apis/dataflowkit/first-tasks.ts";
import { dataflowkitOperations } from "../apis/dataflowkit/operations.ts";
import { dataflowkitWorker } from "../apis/dataflowkit/dataflowkit-worker.ts";
import { Deliveries } from "./callbacks/deliveries.ts";
import { Events } from "./events.ts";
import { Faults } from "./faults.ts";
import type { Handlers } from "./handler.ts";
import type { Host } from "./host.ts";
import { Journal } from "./journal.ts";
import { TaskLife } from "./life-cycle/task-life.ts";
import type { Worker } from "./life-cycle/worker.ts";
import type { AccountRecord, DeliveryRecord, TaskRecord } from "./model.ts";
import { createCheckResponse } from "../apis/scale/check-response.ts";
import { scaleOperations } from "../apis/scale/operations.ts";
import { scaleWorker } from "../apis/scale/scale-worker.ts";
import { Scheduler } from "./scheduler.ts";
import { createSerial } from "./serial.ts";
import { watchClock } from "./watch-clock.ts";

/** What the engine is made of. */
export interface EngineOptions {
  readonly store: Store;
  /** What each API does with a task, and how it calls back, is read from its contract. */
  readonly contracts: Readonly<Record<ApiId, Contract>>;
  readonly host: Host;
  readonly limits: Limits;
}

/** The mocked services, without HTTP. */
export interface Engine extends Core {
  /** The life of the tasks of each API. */
  readonly lives: Readonly<Record<ApiId, TaskLife>>;
  /** The types of tasks that can be created, whatever the API. */
  readonly taskTypes: ReadonlySet<string>;
  /** What each API can do here. */
  readonly handlers: Readonly<Record<ApiId, Handlers>>;
  /** Goes on with tasks and deliveries that nobody is working on. */
  readonly resume: (unfinished: Unfinished) => void;
  /** Takes up forgotten accounts again, with what the store has of them: it could not be changed as it was to be. */
  readonly goBack: (records: readonly AccountRecord[]) => Promise<void>;
  /** Ends what is being sent or waited for. What is not sent by then stays in the store. */
  readonly stop: () => void;
  /** Stops, and closes the store. */
  readonly close: () => Promise<void>;
}

/** Tasks and deliveries, some of which may have been on their way. */
export interface Unfinished {
  readonly tasks: readonly TaskRecord[];
  readonly deliveries: readonly DeliveryRecord[];
}

/** Starts the engine, and goes on with what the store has from an earlier time. */
export const createEngine = async ({ store, contracts, host, limits }: EngineOptions): Promise<Engine> => {
  const behaviors = await readBehaviors(contracts);
  let sequence = await store.lastSequence();
  const nextSequence = (): number => (sequence += 1);
  const firstTasks = createFirstTasks(host.now());
  const seed = (account: Account): Change[] =>
    firstTasks(account).map((task) => ({ put: "task", record: { ...task, sequence: nextSequence() } }));
  const accounts = new Accounts(store, host, limits, seed);
  const scheduler = new Scheduler(host);
  const events = new Events();
  const faults = new Faults(limits);
  const commit = createCommit(store, accounts, events);
  const serial = createSerial();
  const limiter = createDeliveryLimiter();
  const closing = new AbortController();
  const deliveries = new Deliveries({
    store,
    accounts,
    commit,
    scheduler,
    events,
    faults,
    serial,
    nextSequence,
    limiter,
    host,
    callbackRules: (api, callback) => behaviors[api].callbackRules(callback),
  });
  const core: Core = {
    host,
    store,
    accounts,
    commit,
    scheduler,
    deliveries,
    events,
    faults,
    serial,
    nextSequence,
    journal: new Journal(limits),
    limits,
    firstTasks,
    closing: closing.signal,
  };
  const check = createCheckResponse(contracts);
  const lifeOf = (api: ApiId, worker: Worker): TaskLife =>
    new TaskLife(core, api, { ...behaviors[api], worker });
  const lives = {
    "scale-v1": lifeOf("scale-v1", scaleWorker("scale-v1", host, check)),
    "scale-beta": lifeOf("scale-beta", scaleWorker("scale-beta", host, check)),
    "dataflowkit-v1": lifeOf("dataflowkit-v1", dataflowkitWorker),
  };

  const resume = ({ tasks, deliveries: sent }: Unfinished): void => {
    for (const task of tasks) {
      const account = accounts.find(task.account);
      if (account) lives[task.api].schedule(account, task);
    }
    for (const delivery of sent) {
      const account = accounts.find(delivery.account);
      if (account) deliveries.schedule(account, delivery);
    }
  };

  const goBack = async (records: readonly AccountRecord[]): Promise<void> => {
    // Whoever was called meanwhile is there again.
    for (const record of records) if (!accounts.find(record.key)) accounts.adopt(record);
    const keys = new Set(records.map(({ key }) => key));
    const { tasks, deliveries: sent } = await store.listUnfinished();
    resume({
      tasks: tasks.filter(({ account }) => keys.has(account)),
      deliveries: sent.filter(({ account }) => keys.has(account)),
    });
  };

  const stopWatching = watchClock(host, () => accounts.all().forEach((account) => scheduler.runDue(account)));

  const stop = (): void => {
    stopWatching();
    closing.abort();
    host.close();
    for (const account of accounts.all()) account.stop();
  };

  await accounts.load();
  resume(await store.listUnfinished());
  const v1 = behaviors["scale-v1"].taskShapes;
  const beta = behaviors["scale-beta"].taskShapes;

  return {
    ...core,
    lives,
    taskTypes: new Set([...v1.values(), ...beta.values()].map(({ type }) => type)),
    handlers: {
      "scale-v1": scaleOperations("scale-v1", v1, core, lives["scale-v1"]),
      "scale-beta": scaleOperations("scale-beta", beta, core, lives["scale-beta"]),
      "dataflowkit-v1": dataflowkitOperations(core, lives["dataflowkit-v1"]),
    },
    resume,
    goBack,
    stop,
    close: async () => {
      stop();
      await Promise.all(accounts.all().map((account) => scheduler.settle(account)));
      await store.close();
    },
  };
};
