/** Something that the server tells about. */
export type LogEvent = RequestEvent | DeliveryEvent | DefectEvent;

/** A request was answered, or dropped. Queries, headers and bodies are left out: API keys travel in them. */
export interface RequestEvent {
  readonly event: "request";
  /** ISO 8601. */
  readonly time: string;
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** Absent if the connection was dropped without an answer, as a fault had it. */
  readonly status?: number;
  /** From the request's head to the answer, in milliseconds. */
  readonly duration: number;
  /** Absent where no API is concerned. The control API is `mock-control-v1`. */
  readonly api?: string;
  /** Absent where no operation of an API is concerned. */
  readonly operation?: string;
  /** The task that the request created or names. */
  readonly task?: string;
  /** What is wrong with the request or with its answer, in sentences. */
  readonly violations?: readonly string[];
}

/** An attempt to deliver a callback was made. The account is left out: it is an API key. */
export interface DeliveryEvent {
  readonly event: "delivery";
  /** ISO 8601, real time: the account may have a clock of its own. */
  readonly time: string;
  readonly api: string;
  readonly task: string;
  /** The name of the callback in the contract, such as `taskCompleted`. */
  readonly callback: string;
  /** Where it went, without the query. */
  readonly url: string;
  /** Counts from 1. */
  readonly attempt: number;
  /** The HTTP status of the receiver's answer. Absent if there was none. */
  readonly status?: number;
  /** Why there was no answer, or why it does not count: "timeout", "ECONNREFUSED", … */
  readonly error?: string;
  /** How long the receiver took, in milliseconds. */
  readonly duration: number;
  /** `pending`: another attempt will follow. `failed`: none will. */
  readonly outcome: "succeeded" | "pending" | "failed";
  /** When the next attempt is due, in milliseconds of the account's clock after this one. */
  readonly retryIn?: number;
}

/** Something kept the server from its work: its store, the limits of the machine, or else a mistake of its own, which please report. */
export interface DefectEvent {
  readonly event: "defect";
  /** ISO 8601. */
  readonly time: string;
  /** Absent if no request is concerned. */
  readonly method?: string;
  /** Without the query. */
  readonly path?: string;
  /** What happened; with a stack if there is one, which the client never sees. */
  readonly message: string;
}

/** Takes in what the server tells. */
export type Log = (event: LogEvent) => void;
