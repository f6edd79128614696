/** An event that the server logs. */
export type LogEvent = RequestEvent | DeliveryEvent | DefectEvent;

/** A request was handled, or its connection dropped. Queries, headers and bodies are left out: they contain API keys. */
export interface RequestEvent {
  readonly event: "request";
  /** ISO 8601. */
  readonly time: string;
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** Absent if the connection was dropped without a response, because of a fault. */
  readonly status?: number;
  /** From the request's head to the response, in milliseconds. */
  readonly duration: number;
  /** Whether another instance logs the request as its own: this one only passed it on, or did its part of it. */
  readonly forwarded?: true;
  /** The `x-request-id` of the request, or one that the server has made. */
  readonly requestId?: string;
  /** Which account it was, by the beginning of the SHA-256 digest of the API key, which itself is in no log. */
  readonly account?: string;
  /** The trace that the request belongs to: https://www.w3.org/TR/trace-context. */
  readonly trace?: string;
  /** Absent if the request is not for an API. The control API is `mock-control-v1`. */
  readonly api?: string;
  /** Absent if the request is not for an operation. */
  readonly operation?: string;
  /** The task that the request created or names. */
  readonly task?: string;
  /** What is wrong with the request or with its response, in sentences. */
  readonly violations?: readonly string[];
}

/** An attempt to deliver a callback was made. */
export interface DeliveryEvent {
  readonly event: "delivery";
  /** The account, as in requests. */
  readonly account?: string;
  /** ISO 8601, real time: the account may have its own clock. */
  readonly time: string;
  readonly api: string;
  readonly task: string;
  /** The name of the callback in the contract, such as `taskCompleted`. */
  readonly callback: string;
  /** Its URL, without the query. */
  readonly url: string;
  /** Starts at 1. */
  readonly attempt: number;
  /** The HTTP status of the receiver's response. Absent if there was none. */
  readonly status?: number;
  /** Why there was no response, or why it does not count: "timeout", "ECONNREFUSED", … */
  readonly error?: string;
  /** How long the receiver took, in milliseconds. */
  readonly duration: number;
  /** `pending`: another attempt will follow. `failed`: none will. */
  readonly outcome: "succeeded" | "pending" | "failed";
  /** When the next attempt is due, in milliseconds of the account's clock after this one. */
  readonly retryIn?: number;
}

/** A failure of the server: of its store, the limits of the machine, or else a bug, which please report. */
export interface DefectEvent {
  readonly event: "defect";
  /** ISO 8601. */
  readonly time: string;
  /** Absent if it is not about a request. */
  readonly method?: string;
  /** Without the query. */
  readonly path?: string;
  /** What happened; with a stack if there is one, which the client never sees. */
  readonly message: string;
}

/** Receives the events of the server. */
export type Log = (event: LogEvent) => void;
