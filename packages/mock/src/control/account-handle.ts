import { cancelTask } from "./cancel-task.ts";
import { checkFault } from "./check-fault.ts";
import { completeTask, findTask } from "./complete-task.ts";
import type { Completion } from "../engine/life-cycle/worker.ts";
import { type Duration, durationOf, timeIn } from "./duration.ts";
import { presentClock, presentDelivery, presentRequest } from "./present.ts";
import { presentTask } from "../engine/present-task.ts";
import { reset } from "./reset.ts";
import { ALL_ACCOUNTS } from "./operations.ts";
import type { Settings, AccountControls } from "./account-controls.ts";
import { type AccountEvent, accountEvents } from "./account-events.ts";
import { listTasks, type ListedTasks, presentDetails, type TaskFilter } from "./list-tasks.ts";
import { giveUpDelivery, replayDelivery, retryDelivery } from "./repeat-delivery.ts";
import { reviewTask } from "./review-task.ts";
import type { Snapshot } from "../engine/sharing.ts";
import { waitForDeliveries } from "./wait-for-delivery.ts";
import { waitUntil } from "./wait-until.ts";
import type { Engine } from "../engine/create-engine.ts";
import { EngineFailure } from "../engine/failure.ts";
import type { Fault, InjectedFault } from "../engine/faults.ts";
import type { DeliveryRecord, JsonObject } from "../engine/model.ts";
import { checkBody, checkQuery } from "./check-input.ts";

/** The state of an account's clock. */
export interface Clock {
  /** ISO 8601. */
  readonly now: string;
  /** Whether the clock stands still until it is advanced or resumed. */
  readonly frozen: boolean;
}

/** A callback, its status and every attempt to deliver it. */
export type Delivery<Payload extends object = JsonObject> = Omit<
  ReturnType<typeof presentDelivery>,
  "payload"
> & {
  /** What is sent, before it is encoded. */
  readonly payload: Payload;
};

/** A task with what its API shows of it. */
export type Task<Body extends object = JsonObject> = Omit<ReturnType<typeof presentDetails>, "task"> & {
  /** What its API shows of it. */
  readonly task: Body;
};

/** A request to one of the mocked APIs, and its response. */
export type RecordedRequest = ReturnType<typeof presentRequest>;

/** A fault to inject. It occurs once if `times` is left out. */
export type NewFault = Fault extends infer T
  ? T extends { readonly times: number }
    ? Omit<T, "times"> & { times?: number }
    : T
  : never;

/** Which request to wait for, or to list. All conditions must hold. */
export interface RequestFilter {
  /** The operationId. */
  readonly operation?: string;
  /** The task that it created or names. */
  readonly taskId?: string;
}

/** How a task is completed. */
export type NewCompletion<Response extends object = JsonObject> = Omit<Completion, "response"> & {
  readonly response?: Response;
};

/** The time after an advance, and what became due on the way. */
export type AdvancedClock = Clock & { readonly completions: number; readonly attempts: number };

/** Controls and observes one account. Type parameters are for the types of a client. */
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
    advance(duration: Duration): Promise<AdvancedClock>;
    /** Advances the clock to a time. An earlier one is rejected: time does not go back. */
    set(time: Date | string): Promise<AdvancedClock>;
    /** Advances the clock to the moment at which the next task completes or the next callback is sent. */
    toNext(): Promise<AdvancedClock>;
    /** Returns to the real time, unless the clock is ahead of it. */
    toRealTime(): Promise<AdvancedClock>;
  };
  /** The settings of the account. */
  settings(): Promise<Settings>;
  /** Changes the settings of the account, from the next request on. */
  updateSettings(change: Partial<Settings>): Promise<Settings>;
  /** The tasks of the account, newest first. */
  tasks(filter?: TaskFilter): Promise<ListedTasks>;
  /** A task of the account. */
  getTask<Body extends object = JsonObject>(taskId: string): Promise<Task<Body>>;
  /** Completes a pending task: with the given response, with an error, or, if neither is given, with a generated response. */
  completeTask<Response extends object = JsonObject>(
    taskId: string,
    end?: NewCompletion<Response>,
  ): Promise<ReturnType<typeof presentTask>>;
  /** Cancels a task, as the operation of its API would. */
  cancelTask(taskId: string): Promise<ReturnType<typeof presentTask>>;
  /** Gives a task a review status, by which lists can be filtered. */
  review(taskId: string, status: string): Promise<ReturnType<typeof presentTask>>;
  /** Waits until a task has a status. */
  waitForTask<Body extends object = JsonObject>(
    taskId: string,
    status: string,
    options?: TimeoutOptions,
  ): Promise<Task<Body>>;
  /** Waits until the callback of a task was sent, or until no further attempt will follow. */
  waitForCallback<Payload extends object = JsonObject>(
    taskId: string,
    options?: WaitOptions,
  ): Promise<Delivery<Payload>>;
  /** Waits until a number of callbacks of a task were sent, duplicates and replays included. Oldest first. */
  waitForCallbacks<Payload extends object = JsonObject>(
    taskId: string,
    options: WaitOptions & { readonly count: number },
  ): Promise<Delivery<Payload>[]>;
  /** The callbacks of the account, oldest first. */
  deliveries(filter?: { taskId?: string }): Promise<Delivery[]>;
  /** Sends a callback again, as a new delivery. */
  replay(deliveryId: string): Promise<Delivery>;
  /** Sends a pending callback now, without waiting for its next attempt. */
  retry(deliveryId: string): Promise<Delivery>;
  /** Ends the attempts to deliver a pending callback. */
  giveUp(deliveryId: string): Promise<Delivery>;
  /** The requests of the account, oldest first. */
  requests(filter?: RequestFilter): Promise<RecordedRequest[]>;
  /** Waits for a request, unless there was one already. The newest is returned. */
  waitForRequest(filter?: RequestFilter & TimeoutOptions): Promise<RecordedRequest>;
  /** Injects a fault. */
  addFault(fault: NewFault): Promise<InjectedFault>;
  /** The faults that are not used up. */
  faults(): Promise<InjectedFault[]>;
  /** Removes a fault of the account. */
  removeFault(faultId: string): Promise<void>;
  /** Removes the faults that were not used up. */
  clearFaults(): Promise<void>;
  /** Saves tasks, callbacks, settings and the clock of the account. */
  snapshot(): Promise<Snapshot>;
  /** Restores a snapshot. */
  restore(snapshot: string | Pick<Snapshot, "snapshotId">): Promise<void>;
  /** What happens to the account from now on. End it with `break`, or with the mock. */
  events(): AsyncIterableIterator<AccountEvent, undefined>;
  /** Deletes tasks, callbacks, requests and faults, and restores the initial settings and clock. */
  reset(): Promise<void>;
}

/** How long to wait. */
export interface TimeoutOptions {
  /** In real milliseconds. Default: 5000. */
  readonly timeoutMs?: number;
}

/** What to wait for, and how long. */
export interface WaitOptions extends TimeoutOptions {
  /** `attempted`, the default: until it was sent at least once. `ended`: until no further attempt will follow. */
  readonly until?: "attempted" | "ended";
}

/** The maximum number of requests and deliveries in a list: the newest ones. */
const NEWEST = 10_000;

/** How long to wait, in real milliseconds. */
const USUAL_TIMEOUT = 5000;

/** Creates the handle of an account. It works without HTTP, in the process of the server. */
export const accountHandle = (engine: Engine, controls: AccountControls, apiKey: string): AccountHandle => {
  if (apiKey === "") throw new EngineFailure(400, "account has 0 characters, but needs at least 1.");
  if (apiKey === ALL_ACCOUNTS) {
    throw new EngineFailure(400, "account is *, which means all accounts. Name one by its API key.");
  }
  const { faults, journal, store } = engine;
  const findDelivery = async (id: string): Promise<DeliveryRecord> => {
    const delivery = await store.getDelivery(id);
    if (delivery?.account === apiKey) return delivery;
    throw new EngineFailure(404, `The account has no delivery ${id}. Its deliveries() have deliveryIds.`);
  };
  const waitFor = async (
    taskId: string,
    { count, until = "attempted", timeoutMs = USUAL_TIMEOUT }: WaitOptions & { readonly count: number },
  ): Promise<ReturnType<typeof presentDelivery>[]> => {
    const { id } = await findTask(engine, taskId, apiKey);
    const found = await waitForDeliveries(engine, { taskId: id, account: apiKey, count, until, timeoutMs });
    return found.map(presentDelivery);
  };
  const requestsOf = ({ operation, taskId }: RequestFilter): ReturnType<typeof presentRequest>[] =>
    journal.list({ limit: NEWEST, account: apiKey, operation, taskId }).map(presentRequest);
  return {
    apiKey,
    clock: {
      now: async () => presentClock(await controls.readClock(apiKey)),
      freeze: async () => presentClock(await controls.freeze(apiKey)),
      resume: async () => presentClock(await controls.resume(apiKey)),
      advance: async (duration) =>
        presentClock(
          await controls.advance(durationOf((await checkBody("advanceClock", duration)) as Duration), apiKey),
        ),
      set: async (time) => {
        const sent: unknown = time instanceof Date ? time.toJSON() : time;
        const { now } = (await checkBody("setClock", { now: sent })) as { now: string };
        return presentClock(await controls.set(timeIn(now), apiKey));
      },
      toNext: async () => presentClock(await controls.advanceToNext(apiKey)),
      toRealTime: async () => presentClock(await controls.returnToRealTime(apiKey)),
    },
    settings: () => controls.readSettings(apiKey),
    updateSettings: async (change) =>
      controls.changeSettings((await checkBody("updateSettings", change)) as Partial<Settings>, apiKey),
    tasks: async (filter = {}) => {
      await checkQuery("listTasks", filter);
      return listTasks(engine, filter, apiKey);
    },
    getTask: async <Body extends object>(taskId: string) =>
      presentDetails(await findTask(engine, taskId, apiKey)) as unknown as Task<Body>,
    completeTask: async (taskId, end) =>
      presentTask(
        await completeTask(
          engine,
          taskId,
          (await checkBody("completeTask", end ?? {})) as Completion,
          apiKey,
        ),
      ),
    cancelTask: async (taskId) => presentTask(await cancelTask(engine, taskId, apiKey)),
    review: async (taskId, status) => {
      const review = (await checkBody("reviewTask", { status })) as { status: string };
      return presentTask(await reviewTask(engine, taskId, review.status, apiKey));
    },
    waitForTask: async <Body extends object>(
      taskId: string,
      status: string,
      { timeoutMs = USUAL_TIMEOUT }: TimeoutOptions = {},
    ) => {
      let task = await findTask(engine, taskId, apiKey);
      const { id } = task;
      await waitUntil(engine, {
        timeoutMs,
        explain: () =>
          `Task ${id} is ${task.status}, and did not become ${status} within ${timeoutMs} ms. Is its clock frozen, or does it wait for completeTask?`,
        concerns: (event) => event.type === "task" && event.account === apiKey && event.task.id === id,
        look: async () => {
          task = await findTask(engine, id, apiKey);
          return task.status === status ? true : undefined;
        },
      });
      return presentDetails(task) as unknown as Task<Body>;
    },
    waitForCallback: async <Payload extends object>(taskId: string, options: WaitOptions = {}) => {
      // A test may wait for longer than a request may.
      await checkQuery("waitForDelivery", { ...options, timeoutMs: undefined });
      const [newest] = (await waitFor(taskId, { ...options, count: 1 })).slice(-1);
      return newest as unknown as Delivery<Payload>;
    },
    waitForCallbacks: async <Payload extends object>(
      taskId: string,
      { count, ...options }: WaitOptions & { readonly count: number },
    ) => {
      await checkQuery("waitForDelivery", { ...options, timeoutMs: undefined });
      return (await waitFor(taskId, { ...options, count })) as unknown as Delivery<Payload>[];
    },
    deliveries: async (filter = {}) => {
      await checkQuery("listDeliveries", filter);
      const found = await store.listDeliveries({ limit: NEWEST, ...filter, account: apiKey });
      return found.map(presentDelivery);
    },
    replay: async (id) => presentDelivery(await replayDelivery(engine, await findDelivery(id))),
    retry: async (id) => presentDelivery(await retryDelivery(engine, await findDelivery(id))),
    giveUp: async (id) => presentDelivery(await giveUpDelivery(engine, await findDelivery(id))),
    requests: async (filter = {}) => {
      await checkQuery("listRequests", filter);
      return requestsOf(filter);
    },
    waitForRequest: async ({ timeoutMs = USUAL_TIMEOUT, ...filter } = {}) => {
      await checkQuery("listRequests", filter);
      return waitUntil(engine, {
        timeoutMs,
        explain: () =>
          `No request${filter.operation === undefined ? "" : ` to ${filter.operation}`} came within ${timeoutMs} ms. Does the client use the API key of this account?`,
        concerns: (event) => event.type === "request" && event.account === apiKey,
        look: async () => requestsOf(filter).at(-1),
      });
    },
    addFault: async (given) => {
      const fault = (await checkBody("createFault", given)) as Fault;
      checkFault(engine, fault);
      return faults.add(fault, apiKey);
    },
    faults: async () => faults.list(apiKey),
    removeFault: async (id) => {
      const own = await faults.list(apiKey);
      if (own.some(({ faultId }) => faultId === id) && (await faults.remove(id))) return;
      throw new EngineFailure(404, `The account has no fault ${id}. Its faults() have faultIds.`);
    },
    clearFaults: async () => faults.clear(apiKey),
    snapshot: () => controls.snapshots.create(apiKey),
    restore: async (snapshot) => {
      const id = typeof snapshot === "string" ? snapshot : snapshot.snapshotId;
      await controls.snapshots.restore(id, apiKey);
    },
    events: () => accountEvents(engine, apiKey),
    reset: () => reset(engine, apiKey),
  };
};
