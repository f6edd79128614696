/**
 * Terminology
 *
 * A *task* is what an API works on. Its *status* is one of a few *states*, one of which is *initial*. In a state with an
 * *outcome* the task has completed. A *transition* moves a task from one state to another: because an operation is called
 * (`by`), because time has passed (`after`), or because the worker decides so. A *mode* is a kind of credential whose tasks
 * behave differently, such as those of test keys.
 */

/** The life cycle of a task, from its creation to its end: `x-task-lifecycle`, checked and with parsed durations. */
export interface LifeCycle {
  /** The name of the schema that declares it. */
  readonly schema: string;
  /** The paths of the id and of the status in a task. */
  readonly id: readonly string[];
  readonly status: readonly string[];
  readonly initial: string;
  readonly states: ReadonlyMap<string, State>;
  readonly transitions: ReadonlyMap<string, Transition>;
  readonly callbacks: ReadonlyMap<string, CallbackRule>;
  readonly modes: readonly Mode[];
}

export interface State {
  /** The outcome of the work. Absent while it continues. */
  readonly outcome?: Outcome;
}

export const outcomes = ["success", "failure", "canceled"] as const;

export type Outcome = (typeof outcomes)[number];

export interface Transition {
  readonly from: readonly string[];
  readonly to: string;
  /** The operations that trigger it, by operationId. */
  readonly by: readonly string[];
  /** The time after its state was entered when it is triggered. Absent: it waits for an operation or the worker. */
  readonly after?: Delay;
  /** The status of the response to `by` if the task is in none of the states `from`. */
  readonly otherwise?: number;
  readonly set: readonly Assignment[];
}

/** A duration, in milliseconds: constant, or by a value of the task. */
export type Delay =
  | { readonly fixed: number }
  | {
      readonly of: readonly string[];
      readonly values: ReadonlyMap<string, number>;
      readonly otherwise: number;
    };

/** What a transition writes into a task. */
export interface Assignment {
  /** The path of the property. */
  readonly target: readonly string[];
  readonly value: AssignedValue;
}

export type AssignedValue =
  /** The time of the transition, in the format of the property. */
  | { readonly kind: "now" }
  /** The worker's result. */
  | { readonly kind: "result" }
  /** Removes the value. */
  | { readonly kind: "absent" }
  | { readonly kind: "constant"; readonly constant: unknown }
  /** The whole seconds since a time in the task, in the format of the property. */
  | { readonly kind: "secondsSince"; readonly since: readonly string[] };

/** When a callback is sent, and its retries. The contract describes its payload and its URL elsewhere. */
export interface CallbackRule {
  /** The transitions after which it is sent. */
  readonly on: readonly string[];
  readonly retry: RetryRule;
  /** The path of the task property that records whether the callback was accepted. */
  readonly succeeded?: readonly string[];
  /** How its body is signed. */
  readonly signature?: Signature;
}

/** How callbacks are signed: over the body in a header, or as the specification Standard Webhooks has it. */
export type Signature = BodySignature | typeof standardWebhooks;

/** https://www.standardwebhooks.com: the headers `webhook-id`, `webhook-timestamp` and `webhook-signature`. */
export const standardWebhooks = "standard-webhooks" as const;

/** A signature of the body of a callback with HMAC-SHA256, in a header. */
export interface BodySignature {
  readonly header: string;
  readonly encoding: (typeof signatureEncodings)[number];
  /** The prefix of the signature, such as `sha256=`. */
  readonly prefix: string;
}

export const signatureEncodings = ["hex", "base64"] as const;

export interface RetryRule {
  /** The number of retries after the first attempt. */
  readonly times: number;
  /** When the last retry is due, in milliseconds after the first attempt. */
  readonly within: number;
  /** The ratio of each delay to the previous one. */
  readonly growth: number;
}

export interface Mode {
  readonly name: string;
  /** The credentials that it covers. Absent: all that no earlier mode covers. */
  readonly credential?: RegExp;
  /** The initial properties of new tasks. */
  readonly set: readonly Assignment[];
  /** Overrides of the transitions' own. */
  readonly after: ReadonlyMap<string, Delay>;
  /** Whether its tasks wait for the worker, unless the account is set to complete them by time. */
  readonly manual: boolean;
}

/** A defect of a declaration. */
export interface LifeCycleProblem {
  /** The place in the document. */
  readonly steps: readonly string[];
  /** A sentence with the value, what is wrong with it, and what would be right. */
  readonly message: string;
}
