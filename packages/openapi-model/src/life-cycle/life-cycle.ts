/**
 * Terminology
 *
 * A *task* is what an API works on. Its *status* is one of a few *states*, one of which is *initial*. In a state with an
 * *outcome* the work has ended. A *transition* takes a task from one state to another: because an operation is called (`by`),
 * because time has passed (`after`), or because the worker says so. A *mode* is a kind of credential whose tasks live
 * differently, such as those of test keys.
 */

/** What a task API does with a task, from its creation to its end: `x-task-lifecycle`, checked and with durations read. */
export interface LifeCycle {
  /** The name of the schema that declares it. */
  readonly schema: string;
  /** The keys that lead to the id and to the status in a task. */
  readonly id: readonly string[];
  readonly status: readonly string[];
  readonly initial: string;
  readonly states: ReadonlyMap<string, State>;
  readonly transitions: ReadonlyMap<string, Transition>;
  readonly callbacks: ReadonlyMap<string, CallbackRule>;
  readonly modes: readonly Mode[];
}

export interface State {
  /** How the work has ended. Absent while it goes on. */
  readonly outcome?: Outcome;
}

export const outcomes = ["success", "failure", "canceled"] as const;

export type Outcome = (typeof outcomes)[number];

export interface Transition {
  readonly from: readonly string[];
  readonly to: string;
  /** The operations that make it, by operationId. */
  readonly by: readonly string[];
  /** How long after its state was entered it happens by itself. Absent: it waits for an operation or the worker. */
  readonly after?: Delay;
  /** The status of the response to `by` if the task is in none of the states `from`. */
  readonly otherwise?: number;
  readonly set: readonly Assignment[];
}

/** How long something takes, in milliseconds: always the same, or by a value of the task. */
export type Delay =
  | { readonly fixed: number }
  | {
      readonly of: readonly string[];
      readonly values: ReadonlyMap<string, number>;
      readonly otherwise: number;
    };

/** What a transition writes into a task. */
export interface Assignment {
  /** The keys that lead to it. */
  readonly target: readonly string[];
  readonly value: AssignedValue;
}

export type AssignedValue =
  /** The time of the transition, in the form of the property. */
  | { readonly kind: "now" }
  /** What the worker produced. */
  | { readonly kind: "result" }
  /** Removes what is there. */
  | { readonly kind: "absent" }
  | { readonly kind: "constant"; readonly constant: unknown }
  /** The whole seconds since a time in the task, in the form of the property. */
  | { readonly kind: "secondsSince"; readonly since: readonly string[] };

/** When a callback is sent, and how often it is retried. What it brings, and where, the contract says elsewhere. */
export interface CallbackRule {
  /** The transitions after which it is sent. */
  readonly on: readonly string[];
  readonly retry: RetryRule;
  /** The keys that lead to the property of a task that says whether the callback was accepted. */
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
  /** What stands before it, such as `sha256=`. */
  readonly prefix: string;
}

export const signatureEncodings = ["hex", "base64"] as const;

export interface RetryRule {
  /** How many times, after the first attempt. */
  readonly times: number;
  /** When the last retry is due, in milliseconds after the first attempt. */
  readonly within: number;
  /** How many times as long each wait is as the one before. */
  readonly growth: number;
}

export interface Mode {
  readonly name: string;
  /** Which credentials it is for. Absent: all that no mode before it is for. */
  readonly credential?: RegExp;
  /** What new tasks have. */
  readonly set: readonly Assignment[];
  /** In place of the transitions' own. */
  readonly after: ReadonlyMap<string, Delay>;
  /** Whether its tasks wait for the worker, unless the account is set to let time do the work. */
  readonly manual: boolean;
}

/** Something that is wrong with a declaration. */
export interface LifeCycleProblem {
  /** Where in the document. */
  readonly steps: readonly string[];
  /** A sentence with the value, what is wrong with it, and what would be right. */
  readonly message: string;
}
