import type { DeliveryAttempt } from "./model.ts";

/** The source of time for the engine. */
export interface TimeSource {
  /** The machine's clock, which may be set at any time. In milliseconds since 1970. */
  readonly now: () => number;
  /** How long the process has been running, in milliseconds: unlike the time of day, no one can set it. */
  readonly uptime: () => number;
}

/** A callback, ready to be sent. */
export interface OutgoingCallback {
  readonly method: string;
  readonly url: string;
  readonly mediaType: string;
  readonly body: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
  /** Ends the attempt early, with the error "aborted". */
  readonly signal?: AbortSignal;
}

/** The result of an attempt: a `status` if the receiver responded, else an `error`. */
export type SendOutcome = Omit<DeliveryAttempt, "at">;

/** A URL that cannot be downloaded. */
export interface Unavailable {
  /** The status of its server's response, or that of a gateway in its place. */
  readonly statusCode: number;
  readonly url: string;
}

/** What differs between Node, a browser and a test. The engine accesses its environment only through this. */
export interface Host extends TimeSource {
  /**
   * Calls back after a delay in milliseconds, which may exceed the maximum of timers. If the process waits for nothing else,
   * it may exit, unless the timer keeps it alive: as long as a request waits for it, say.
   *
   * @returns A function that cancels it.
   */
  readonly later: (
    callback: () => void,
    delay: number,
    options?: { readonly keepsProcess?: boolean },
  ) => () => void;
  /** Unpredictable bytes. */
  readonly randomBytes: (count: number) => Uint8Array<ArrayBuffer>;
  /** Resolves after the current work, such as the response to the current request. */
  readonly nextTurn: () => Promise<void>;
  /** Makes one attempt to deliver a callback. Never rejects. */
  readonly send: (callback: OutgoingCallback) => Promise<SendOutcome>;
  /** The URLs that cannot be downloaded, in their order. URLs that have not responded when `signal` aborts are among them. */
  readonly findUnavailable: (urls: readonly string[], signal: AbortSignal) => Promise<readonly Unavailable[]>;
  /** Called with errors that occur outside any request. */
  readonly report: (error: unknown) => void;
  /** Cancels all sends, and releases connections. */
  readonly close: () => void;
}
