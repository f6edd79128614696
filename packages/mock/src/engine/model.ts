/** A JSON object, as it travels. */
export type JsonObject = Record<string, unknown>;

/**
 * A task with what the server needs to find it. `body` is what clients see; the rest is index.
 * Records are immutable: a change is a new record with the same `sequence`.
 */
export interface TaskRecord {
  /** The namespace: the id of the API, and after a slash the resource, if the API has several. */
  readonly api: string;
  /** The API key of the account that owns it. */
  readonly account: string;
  /** The id that clients use; unique within an account and API. */
  readonly id: string;
  /** Order of creation, ascending, unique in the whole store. Times can be equal, sequences cannot. */
  readonly sequence: number;
  /** By the clock of the account, in milliseconds since 1970. Never decreases with `sequence` within an account. */
  readonly createdAt: number;
  readonly type: string;
  readonly status: string;
  /** For the filter of the same name. */
  readonly customerReviewStatus?: string;
  /** When the task changes its status automatically, by the clock of the account. Absent if it waits for a request. */
  readonly dueAt?: number;
  /** The task as the API shows it. */
  readonly body: JsonObject;
  /** Data that the server stores and clients do not see, such as times to the millisecond. */
  readonly hidden?: JsonObject;
}

/** One attempt to deliver a callback. Times are by the clock of the account, in milliseconds since 1970. */
export interface DeliveryAttempt {
  readonly at: number;
  /** How long the receiver took, in real milliseconds. */
  readonly latencyMs: number;
  /** The HTTP status of the response. Absent if there was none. */
  readonly status?: number;
  /** Why there was no response, or why it does not count: "timeout", "ECONNREFUSED", … */
  readonly error?: string;
  /** The beginning of the response body. */
  readonly responseBody?: string;
}

/** A callback, its attempts and its status. Immutable. */
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
  /** The payload, before it is encoded as the media type requires. */
  readonly payload: JsonObject;
  /** The trace of the request that created the task: https://www.w3.org/TR/trace-context. */
  readonly traceparent?: string;
  readonly status: "pending" | "succeeded" | "failed";
  readonly createdAt: number;
  readonly attempts: readonly DeliveryAttempt[];
  /** The time of the next attempt, by the clock of the account. Present exactly while `status` is `pending`. */
  readonly nextAttemptAt?: number;
}

/** An account: everything that belongs to one API key, apart from its tasks and deliveries. */
export interface AccountRecord {
  /** The API key. */
  readonly key: string;
  /** Sent with callbacks, in the headers that the contract defines for it. */
  readonly callbackAuthKey: string;
  readonly clock: ClockState;
  readonly settings: AccountSettings;
}

/** The defaults of new accounts. */
export interface AccountDefaults {
  readonly settings: AccountSettings;
  readonly clock: ClockState;
  /** Absent: each account gets its own key. */
  readonly callbackAuthKey?: string;
}

/** Either the real time plus an offset, or the time at which the clock is frozen. In milliseconds. */
export type ClockState = { readonly offset: number } | { readonly frozenAt: number };

/** The settings of an account. */
export interface AccountSettings {
  /** The URL for results if a task has none. */
  readonly defaultCallbackUrl: string | null;
  /** When test tasks complete: right after the create call, within it, after a delay, with each poll, or by hand. */
  readonly testCompletion: "immediate" | "in-response" | "delayed" | "per-poll" | "manual";
  /** When live tasks complete: by hand, or when their urgency has passed. */
  readonly liveCompletion: "manual" | "by-urgency";
  /** For `delayed`, and for runs of tasks, in milliseconds. */
  readonly completionDelayMs: number;
  /** Whether attachments are downloaded; a task fails if one cannot be. */
  readonly checkAttachments: boolean;
  /** Types of tasks whose creation is rejected with 402. */
  readonly disabledTaskTypes: readonly string[];
  /** How a run ends, for tasks that can be run. */
  readonly runResult: "completed" | "error" | "manual";
}
