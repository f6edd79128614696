import type { Account } from "../account.ts";
import type { JsonObject, TaskRecord } from "../model.ts";
import type { NamedTransition, PreparedMode } from "./prepared-life-cycle.ts";

/** How a task is to end: with a response, with an error, or, without either, with a generated response. */
export interface Completion {
  readonly response?: JsonObject;
  readonly error?: string;
  /** Whether to accept a response that the request of the task rules out. */
  readonly force?: boolean;
}

/** A transition that a task makes by itself. */
export interface Upcoming {
  readonly transition: NamedTransition;
  /** How long after the state was entered, in milliseconds. Or `poll`: after the task was read next. */
  readonly delay: number | "poll";
}

/** A state that a task has entered, and what could become of it. */
export interface EnteredState {
  readonly account: Account;
  readonly task: TaskRecord;
  readonly mode: PreparedMode;
  /** What time makes of it by the declaration. */
  readonly declared: readonly Upcoming[];
  /** All transitions that lead out of the state. */
  readonly transitions: readonly NamedTransition[];
}

/** What the worker produced. */
export interface Work {
  /** The transition that it leads to. Default: the first that leads to success. */
  readonly transition?: string;
  readonly result?: unknown;
  /** Changes what no declaration says. */
  readonly edit?: (body: JsonObject) => JsonObject;
  /** What a callback brings. Default: the task. */
  readonly payload?: (task: TaskRecord) => JsonObject;
}

/** What no declaration can say of the tasks of an API. */
export interface Worker {
  /**
   * Checks how a task is said to end.
   *
   * @throws {EngineFailure} 400 if no task of this API can end like that.
   */
  readonly accept?: (completion: Completion) => void;
  /** Chooses what time makes of a task, and when. Default: the first of what is declared. */
  readonly choose?: (state: EnteredState) => Upcoming | undefined;
  /**
   * Does what takes time, while the task can still be changed by others. Only if it is not said how it ends.
   *
   * @returns What came of it, if the work has ended with that.
   */
  readonly prepare?: (task: TaskRecord, account: Account) => Promise<Work | undefined>;
  /** Does the work, or what is said of it. */
  readonly work: (
    task: TaskRecord,
    account: Account,
    how: {
      /** What the declaration has for the work that ends like that. */
      readonly transition: NamedTransition;
      readonly completion?: Completion | undefined;
    },
  ) => Promise<Work>;
  /**
   * Checks a task that ended as was said.
   *
   * @throws {EngineFailure} 400 for a result that the contract, or the request of the task, rules out.
   */
  readonly check?: (task: TaskRecord, completion: Completion) => Promise<void>;
}
