import type { Limits } from "../limits.ts";
import type { Account } from "./account.ts";
import { Accounts } from "./accounts.ts";
import { type Behavior, behaviorsOf } from "./behavior.ts";
import { Deliveries } from "./callbacks/deliveries.ts";
import { Receivers } from "./callbacks/receivers.ts";
import { createDeliveryLimiter } from "./callbacks/delivery-limiter.ts";
import { createCommit } from "./commit.ts";
import type { Core } from "./core.ts";
import { Coverage } from "./coverage.ts";
import { Events } from "./events.ts";
import type { Api, Page } from "./extension.ts";
import { Faults } from "./faults.ts";
import type { Handlers } from "./handler.ts";
import type { Host } from "./host.ts";
import { createIds } from "./ids.ts";
import { Journal } from "./journal.ts";
import { Metrics } from "./metrics.ts";
import { TaskLife } from "./life-cycle/task-life.ts";
import { createUsualWorker } from "./life-cycle/usual-worker.ts";
import type { AccountRecord, DeliveryRecord, TaskRecord } from "./model.ts";
import { apiOperations } from "./operations/api-operations.ts";
import { Scheduler } from "./scheduler.ts";
import { createSerial } from "./serial.ts";
import type { OwnAccount, Sharing } from "./sharing.ts";
import type { Store, StoreChange } from "./store/store.ts";
import { watchClock } from "./watch-clock.ts";

/** What the engine needs. */
export interface EngineOptions {
  readonly store: Store;
  /** The extensions of each API. Its task life cycle and callbacks are read from its contract. */
  readonly apis: readonly Api[];
  readonly host: Host;
  readonly limits: Limits;
  /** Present if other engines share the store. */
  readonly sharing?: Sharing | undefined;
}

/** A simulated API. */
export interface LivingApi {
  /** For each kind of tasks. */
  readonly behaviors: readonly Behavior[];
  /** The operations that are simulated. All others are left to the example mock. */
  readonly handlers: Handlers;
  /** The ids of all operations. */
  readonly operations: readonly string[];
}

/** A kind of tasks, and the parts that simulate it. */
interface LivingResource {
  readonly behavior: Behavior;
  readonly life: TaskLife;
}

/** The mocked services, without HTTP. */
export interface Engine extends Core {
  /** By id. */
  readonly apis: ReadonlyMap<string, LivingApi>;
  /** Served beside the APIs. */
  readonly pages: readonly Page[];
  /** Operations of the control API that concern a single API. */
  readonly controls: Handlers;
  /**
   * The life of a task.
   *
   * @throws {Error} If the namespace is unknown.
   */
  readonly lifeOf: (task: Pick<TaskRecord, "api">) => TaskLife;
  /** Whether tasks of a namespace live: a store may have others from an earlier time. */
  readonly lives: (namespace: string) => boolean;
  /** Whether the life cycle of the tasks of a namespace has a state. */
  readonly knowsState: (namespace: string, state: string) => boolean;
  /** Whether a delivery can be sent: its API and its callback may be from an earlier time. */
  readonly delivers: (delivery: Pick<DeliveryRecord, "api" | "callback">) => boolean;
  /** The types of tasks that can be created, whatever the API. */
  readonly taskTypes: ReadonlySet<string>;
  /** Resumes tasks and deliveries that are not being worked on. */
  readonly resume: (unfinished: Unfinished) => void;
  /** Reloads deleted accounts from the store: the change that replaced them failed. */
  readonly goBack: (records: readonly AccountRecord[]) => Promise<void>;
  /** What it shares with other engines. */
  readonly sharing?: Sharing | undefined;
  /** Takes over accounts from other engines, or from none: what they have in the store is resumed. */
  readonly adopt: (own: readonly OwnAccount[]) => Promise<void>;
  /** Drops accounts that another engine has now, and waits until nothing of them is under way. */
  readonly lose: (keys: readonly string[]) => Promise<void>;
  /** Cancels all sends and waits. What is not sent by then stays in the store. */
  readonly stop: () => void;
  /** Stops, and waits until nothing is written any more. The store stays open, for another engine. */
  readonly release: () => Promise<void>;
  /** The same, and closes the store. */
  readonly close: () => Promise<void>;
}

/** Tasks and deliveries, some of which may have been in progress. */
export interface Unfinished {
  readonly tasks: readonly TaskRecord[];
  readonly deliveries: readonly DeliveryRecord[];
}

/** Starts the engine, and resumes what the store has from an earlier run. */
export const createEngine = async ({
  store: given,
  apis,
  host,
  limits,
  sharing,
}: EngineOptions): Promise<Engine> => {
  const events = new Events();
  const metrics = new Metrics(events);
  const store = metrics.timed(given, host.uptime);
  const described = await Promise.all(
    apis.map(async (api) => ({ api, behaviors: await behaviorsOf(api.contract) })),
  );
  const nextSequence = sharing?.nextSequence ?? countFrom(await store.lastSequence());
  const ids = createIds(host);
  const firstTasks = firstTasksOf(apis, { startedAt: sharing?.startedAt ?? host.now(), ids });
  const seed = (account: Account): StoreChange[] =>
    firstTasks(account).map((task) => ({ put: "task", record: { ...task, sequence: nextSequence() } }));
  const accounts = new Accounts(store, host, limits, seed);
  const scheduler = new Scheduler(host);
  const closing = new AbortController();
  const parts = {
    host,
    ids,
    store,
    accounts,
    commit: createCommit(store, accounts, events),
    coverage: new Coverage(),
    scheduler,
    events,
    faults: sharing?.faults ?? new Faults(limits),
    serial: createSerial(),
    nextSequence,
    receivers: new Receivers(),
  };
  const byNamespace = new Map(
    described.flatMap(({ behaviors }) =>
      behaviors.map((behavior) => [behavior.namespace, behavior] as const),
    ),
  );
  const delivers: Engine["delivers"] = ({ api, callback }) =>
    byNamespace.get(api)?.hasCallback(callback) ?? false;
  const deliveries = new Deliveries({
    ...parts,
    delivers,
    limiter: createDeliveryLimiter(),
    callbackRules: (api, callback) => {
      const rules = byNamespace.get(api)?.callbackRules(callback);
      if (rules) return rules;
      throw new Error(`There is no life cycle of ${api}. The store has a delivery of it.`);
    },
  });
  const core: Core = {
    ...parts,
    deliveries,
    journal: new Journal(limits),
    limits,
    metrics,
    firstTasks,
    closing: closing.signal,
  };
  const resources = new Map<string, LivingResource>();
  const living = new Map(
    described.map(({ api, behaviors }): [string, LivingApi] => [
      api.contract.apiId,
      bringToLife(core, api, behaviors, resources),
    ]),
  );
  const lifeOf = ({ api }: Pick<TaskRecord, "api">): TaskLife => {
    const found = resources.get(api);
    if (found) return found.life;
    throw new Error(`There is no life cycle of ${api}. The store has a task of it.`);
  };

  const resume = ({ tasks, deliveries: sent }: Unfinished): void => {
    for (const task of tasks) {
      const account = accounts.find(task.account);
      // A store may have tasks of an API that is not served this time.
      if (account) resources.get(task.api)?.life.schedule(account, task);
    }
    for (const delivery of sent) {
      const account = accounts.find(delivery.account);
      if (account && delivers(delivery)) deliveries.schedule(account, delivery);
    }
  };

  const goBack = async (records: readonly AccountRecord[]): Promise<void> => {
    // Accounts that were used meanwhile exist again already.
    for (const record of records) if (!accounts.find(record.key)) accounts.adopt(record);
    const keys = new Set(records.map(({ key }) => key));
    const { tasks, deliveries: sent } = await store.listUnfinished();
    resume({
      tasks: tasks.filter(({ account }) => keys.has(account)),
      deliveries: sent.filter(({ account }) => keys.has(account)),
    });
  };

  const adopt = async (own: readonly OwnAccount[]): Promise<void> => {
    await accounts.loadAccounts(own);
    resume(await store.listUnfinished(own.map(({ key }) => key)));
    for (const { key: account } of own) events.move({ account, isLost: false });
  };

  const lose = async (keys: readonly string[]): Promise<void> => {
    const lost = keys.map((key) => accounts.find(key)).filter((account) => account !== undefined);
    for (const { key } of lost) accounts.lose(key);
    for (const account of keys) events.move({ account, isLost: true });
    await Promise.all(lost.map((account) => scheduler.settle(account)));
  };

  const stopWatching = watchClock(host, () => accounts.all().forEach((account) => scheduler.runDue(account)));

  const stop = (): void => {
    stopWatching();
    closing.abort();
    host.close();
    for (const account of accounts.all()) account.stop();
  };

  const release = async (): Promise<void> => {
    stop();
    await Promise.all(accounts.all().map((account) => scheduler.settle(account)));
  };

  const own = sharing?.accounts();
  await accounts.load(own);
  resume(await store.listUnfinished(own?.map(({ key }) => key)));

  return {
    ...core,
    apis: living,
    pages: [parts.receivers.page, ...apis.flatMap(({ extension }) => extension?.page?.(core) ?? [])],
    controls: Object.assign({}, ...apis.map(({ extension }) => extension?.controls?.(core))) as Handlers,
    lifeOf,
    lives: (namespace) => resources.has(namespace),
    knowsState: (namespace, state) => byNamespace.get(namespace)?.lifeCycle.states.has(state) ?? false,
    delivers,
    taskTypes: new Set([...byNamespace.values()].flatMap(({ taskTypes }) => Array.from(taskTypes))),
    sharing,
    resume,
    goBack,
    adopt,
    lose,
    stop,
    release,
    close: async () => {
      await release();
      await store.close();
    },
  };
};

const countFrom = (last: number): (() => number) => {
  let sequence = last;
  return () => (sequence += 1);
};

const firstTasksOf = (
  apis: readonly Api[],
  given: { readonly startedAt: number; readonly ids: Core["ids"] },
): Core["firstTasks"] => {
  const makers = apis.flatMap(({ contract, extension }) => {
    const make = extension?.firstTasks?.(given);
    return make ? [{ id: contract.apiId, make }] : [];
  });
  return (account, api) =>
    makers.filter(({ id }) => api === undefined || id === api).flatMap(({ make }) => make(account));
};

const bringToLife = (
  core: Core,
  { contract, extension = {} }: Api,
  behaviors: readonly Behavior[],
  resources: Map<string, LivingResource>,
): LivingApi => {
  const handlers = behaviors.map((behavior) => {
    const usual = createUsualWorker(behavior);
    const worker = extension.worker?.({ core, behavior, usual }) ?? usual;
    const life = new TaskLife(core, { behavior, worker });
    resources.set(behavior.namespace, { behavior, life });
    const { operations } = contract;
    return apiOperations({ core, behavior, life, extension, operations, others: behaviors });
  });
  return {
    behaviors,
    handlers: Object.assign({}, ...handlers) as Handlers,
    operations: Object.keys(contract.operations),
  };
};
