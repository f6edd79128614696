/** A JSON object, as it travels. */
export type JsonObject = Record<string, unknown>;

/**
 * A task with what the server must know to find it. `body` is what clients see; the rest is index.
 * Records are never changed in place: a change is a new record with the same `sequence`.
 */
export interface TaskRecord {
  /** The namespace: the id of the API, and after a slash the resource, if the API has several. */
  readonly api: string;
  /** The API key of the account that owns it. */
  readonly account: string;
  /** What clients call it; unique within an account and API. */
  readonly id: string;
  /** Order of creation, ascending, unique in the whole store. Times can be equal, sequences cannot. */
  readonly sequence: number;
  /** By the clock of the account, in milliseconds since 1970. Never decreases with `sequence` within an account. */
  readonly createdAt: number;
  readonly type: string;
  readonly status: string;
  /** For the filter of the same name. */
  readonly customerReviewStatus?: string;
  /** When the task changes its status by itself, by the clock of the account. Absent if it waits for somebody. */
  readonly dueAt?: number;
  /** What the API shows. */
  readonly body: JsonObject;
  /** What the server must remember and no client sees, such as when something was, to the millisecond. */
  readonly hidden?: JsonObject;
}

/** One try to deliver a callback. Times are by the clock of the account, in milliseconds since 1970. */
export interface DeliveryAttempt {
  readonly at: number;
  /** How long the receiver took, in real milliseconds. */
  readonly latencyMs: number;
  /** The HTTP status of the answer. Absent if there was none. */
  readonly status?: number;
  /** Why there was no answer, or why it does not count: "timeout", "ECONNREFUSED", … */
  readonly error?: string;
  /** The beginning of the answer's body. */
  readonly responseBody?: string;
}

/** A callback on its way, or at its end. Never changed in place. */
export interface DeliveryRecord {
  readonly id: string;
  /** Order of creation, ascending, unique in the whole store. */
  readonly sequence: number;
  /** The id of the API. */
  readonly api: string;
  readonly account: string;
  readonly taskId: string;
  /** The id of the first one, if this is a repetition. */
  readonly repeatOf?: string;
  readonly url: string;
  /** The name of the callback in the contract, such as `taskCompleted`. */
  readonly callback: string;
  readonly mediaType: string;
  /** What is sent, before it is encoded as the media type says. */
  readonly payload: JsonObject;
  readonly status: "pending" | "succeeded" | "failed";
  readonly createdAt: number;
  readonly attempts: readonly DeliveryAttempt[];
  /** When to try (again), by the clock of the account. Present exactly while `status` is `pending`. */
  readonly nextAttemptAt?: number;
}

/** An account: everything that belongs to one API key, apart from its tasks and deliveries. */
export interface AccountRecord {
  /** The API key. */
  readonly key: string;
  /** Sent with callbacks, in the headers that the contract has for it. */
  readonly callbackAuthKey: string;
  readonly clock: ClockState;
  readonly settings: AccountSettings;
}

/** What accounts begin with that do not exist yet. */
export interface AccountDefaults {
  readonly settings: AccountSettings;
  readonly clock: ClockState;
  /** Absent: each account gets a key of its own. */
  readonly callbackAuthKey?: string;
}

/** Either the real time plus an offset, or a moment at which time stands still. In milliseconds. */
export type ClockState = { readonly offset: number } | { readonly frozenAt: number };

/** How an account behaves. */
export interface AccountSettings {
  /** Where results go if a task does not say. */
  readonly defaultCallbackUrl: string | null;
  /** When test tasks complete: right after the create call, within it, after a delay, with each poll, or by hand. */
  readonly testCompletion: "immediate" | "in-response" | "delayed" | "per-poll" | "manual";
  /** When live tasks complete: by hand, or when their urgency has passed. */
  readonly liveCompletion: "manual" | "by-urgency";
  /** For `delayed`, and for runs of tasks, in milliseconds. */
  readonly completionDelayMs: number;
  /** Whether attachments are downloaded, and tasks fail if that is impossible. */
  readonly checkAttachments: boolean;
  /** Types of tasks whose creation is answered with 402. */
  readonly disabledTaskTypes: readonly string[];
  /** How a run of a task ends, of tasks that can be run. */
  readonly runResult: "completed" | "error" | "manual";
}
