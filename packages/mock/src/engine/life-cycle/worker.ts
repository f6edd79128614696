import type { Account } from "../account.ts";
import type { JsonObject, TaskRecord } from "../model.ts";
import type { NamedTransition, PreparedMode } from "./prepared-life-cycle.ts";

/** How to complete a task: with a response, with an error, or, if neither is given, with a generated response. */
export interface Completion {
  readonly response?: JsonObject;
  readonly error?: string;
  /** Whether to accept a response that contradicts the request of the task. */
  readonly force?: boolean;
}

/** A transition that a task makes by itself. */
export interface Upcoming {
  readonly transition: NamedTransition;
  /** How long after the state was entered, in milliseconds. Or `poll`: after the task was read next. */
  readonly delay: number | "poll";
}

/** A state that a task has entered, and the possible transitions. */
export interface EnteredState {
  readonly account: Account;
  readonly task: TaskRecord;
  readonly mode: PreparedMode;
  /** The transitions by time, as declared. */
  readonly declared: readonly Upcoming[];
  /** All transitions from the state. */
  readonly transitions: readonly NamedTransition[];
}

/** The result of the worker. */
export interface Work {
  /** The transition to make. Default: the first that leads to success. */
  readonly transition?: string;
  readonly result?: unknown;
  /** Makes changes that no declaration can express. */
  readonly edit?: (body: JsonObject) => JsonObject;
  /** The payload of a callback. Default: the task. */
  readonly payload?: (task: TaskRecord) => JsonObject;
}

/** Behavior of the tasks of an API that no declaration can express. */
export interface Worker {
  /**
   * Checks a given completion.
   *
   * @throws {EngineFailure} 400 if no task of this API can complete like that.
   */
  readonly accept?: (completion: Completion) => void;
  /** Chooses the transition by time, and its delay. Default: the first declared one. */
  readonly choose?: (state: EnteredState) => Upcoming | undefined;
  /**
   * Does work that takes time, while others can still change the task. Only if no completion is given.
   *
   * @returns The result, if that completes the task.
   */
  readonly prepare?: (task: TaskRecord, account: Account) => Promise<Work | undefined>;
  /** Does the work, or applies the given completion. */
  readonly work: (
    task: TaskRecord,
    account: Account,
    how: {
      /** The declared transition of such a completion. */
      readonly transition: NamedTransition;
      readonly completion?: Completion | undefined;
    },
  ) => Promise<Work>;
  /**
   * Checks a task after a given completion.
   *
   * @throws {EngineFailure} 400 for a result that violates the contract, or contradicts the request of the task.
   */
  readonly check?: (task: TaskRecord, completion: Completion) => Promise<void>;
}
