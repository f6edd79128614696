import { checkFault } from "./check-fault.ts";
import { completeTask, findTask } from "./complete-task.ts";
import type { Completion } from "../engine/life-cycle/worker.ts";
import { type Duration, durationOf } from "./duration.ts";
import { presentClock, presentDelivery, presentRequest } from "./present.ts";
import { presentTask } from "../engine/present-task.ts";
import { reset } from "./reset.ts";
import { ALL_ACCOUNTS } from "./operations.ts";
import type { Settings, AccountControls } from "./account-controls.ts";
import { waitForDelivery } from "./wait-for-delivery.ts";
import type { Engine } from "../engine/create-engine.ts";
import { EngineFailure } from "../engine/failure.ts";
import type { Fault } from "../engine/faults.ts";
import { checkBody, checkQuery } from "./check-input.ts";

/** The state of an account's clock. */
export interface Clock {
  /** ISO 8601. */
  readonly now: string;
  /** Whether the clock stands still until it is advanced or resumed. */
  readonly frozen: boolean;
}

/** A callback, its status and every attempt to deliver it. */
export type Delivery = ReturnType<typeof presentDelivery>;

/** A request to one of the mocked APIs, and its response. */
export type RecordedRequest = ReturnType<typeof presentRequest>;

/** A fault to inject. It occurs once if `times` is left out. */
export type NewFault = Fault extends infer T
  ? T extends Fault
    ? Omit<T, "times"> & { times?: number }
    : never
  : never;

/** Controls and observes one account. */
export interface AccountHandle {
  /** The API key. */
  readonly apiKey: string;
  readonly clock: {
    /** The time of the clock. */
    now(): Promise<Clock>;
    /** Freezes the clock. Callbacks that are due now are still sent. */
    freeze(): Promise<Clock>;
    /** Resumes a frozen clock. */
    resume(): Promise<Clock>;
    /** Advances the clock, and runs everything that becomes due on the way: completions, callbacks, retries. */
    advance(duration: Duration): Promise<Clock & { completions: number; attempts: number }>;
  };
  /** The settings of the account. */
  settings(): Promise<Settings>;
  /** Changes the settings of the account, from the next request on. */
  updateSettings(change: Partial<Settings>): Promise<Settings>;
  /** Completes a pending task: with the given response, with an error, or, if neither is given, with a generated response. */
  completeTask(taskId: string, end?: Completion): Promise<ReturnType<typeof presentTask>>;
  /** Waits until the callback of a task was sent, or until no further attempt will follow. */
  waitForCallback(taskId: string, options?: WaitOptions): Promise<Delivery>;
  /** The callbacks of the account, oldest first. */
  deliveries(filter?: { taskId?: string }): Promise<Delivery[]>;
  /** The requests of the account, oldest first. */
  requests(filter?: { operation?: string }): Promise<RecordedRequest[]>;
  /** Injects a fault into the next requests or callbacks. */
  addFault(fault: NewFault): void;
  /** Removes the faults that were not used up. */
  clearFaults(): void;
  /** Deletes tasks, callbacks, requests and faults, and restores the initial settings and clock. */
  reset(): Promise<void>;
}

/** What to wait for, and how long. */
export interface WaitOptions {
  /** `attempted`, the default: until it was sent at least once. `ended`: until no further attempt will follow. */
  readonly until?: "attempted" | "ended";
  /** In real milliseconds. Default: 5000. */
  readonly timeoutMs?: number;
}

/** The maximum number of requests and deliveries in a list: the newest ones. */
const NEWEST = 10_000;

/** Creates the handle of an account. It works without HTTP, in the process of the server. */
export const accountHandle = (engine: Engine, controls: AccountControls, apiKey: string): AccountHandle => {
  checkQuery("getSettings", { account: apiKey });
  if (apiKey === ALL_ACCOUNTS) {
    throw new EngineFailure(400, "account is *, which means all accounts. Name one by its API key.");
  }
  return {
    apiKey,
    clock: {
      now: async () => presentClock(await controls.readClock(apiKey)),
      freeze: async () => presentClock(await controls.freeze(apiKey)),
      resume: async () => presentClock(await controls.resume(apiKey)),
      advance: async (duration) =>
        presentClock(
          await controls.advance(durationOf(checkBody("advanceClock", duration) as Duration), apiKey),
        ),
    },
    settings: () => controls.readSettings(apiKey),
    updateSettings: async (change) =>
      controls.changeSettings(checkBody("updateSettings", change) as Partial<Settings>, apiKey),
    completeTask: async (taskId, end) =>
      presentTask(
        await completeTask(engine, taskId, checkBody("completeTask", end ?? {}) as Completion, apiKey),
      ),
    waitForCallback: async (taskId, options = {}) => {
      // A test may wait longer than a request may.
      checkQuery("waitForDelivery", { ...options, timeoutMs: undefined });
      const { until = "attempted", timeoutMs = 5000 } = options;
      const { id } = await findTask(engine, taskId, apiKey);
      return presentDelivery(
        await waitForDelivery(engine, { taskId: id, account: apiKey, until, timeoutMs }),
      );
    },
    deliveries: async (filter = {}) => {
      checkQuery("listDeliveries", filter);
      const found = await engine.store.listDeliveries({ limit: NEWEST, ...filter, account: apiKey });
      return found.map(presentDelivery);
    },
    requests: async (filter = {}) => {
      checkQuery("listRequests", filter);
      return engine.journal.list({ limit: NEWEST, ...filter, account: apiKey }).map(presentRequest);
    },
    addFault: (given) => {
      const fault = checkBody("createFault", given) as Fault;
      checkFault(engine, fault);
      engine.faults.add(fault, apiKey);
    },
    clearFaults: () => engine.faults.clear(apiKey),
    reset: () => reset(engine, apiKey),
  };
};
