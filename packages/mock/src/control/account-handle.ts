import type { Completion } from "../engine/life-cycle/worker.ts";
import type { Duration } from "./duration.ts";
import type { presentDelivery, presentRequest } from "./present.ts";
import type { presentTask } from "../engine/present-task.ts";
import type { Settings } from "./account-controls.ts";
import type { AccountEvent } from "./account-events.ts";
import type { ListedTasks, presentDetails, TaskFilter } from "./list-tasks.ts";
import type { Snapshot } from "../engine/sharing.ts";
import type { Fault, InjectedFault } from "../engine/faults.ts";
import type { JsonObject } from "../engine/model.ts";

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
