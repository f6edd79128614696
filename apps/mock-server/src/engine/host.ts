import type { FailedAttachment } from "../host/check-attachments.ts";
import type { Callback, SendOutcome } from "../host/send-callback.ts";

/** Where the engine gets the time from. */
export interface TimeSource {
  /** The machine's clock, which may be set at any time. In milliseconds since 1970. */
  readonly now: () => number;
  /** How long the process has been running, in milliseconds: unlike the time of day, no one can set it. */
  readonly uptime: () => number;
}

/** What differs between Node, a browser and a test. All that the engine needs of its surroundings comes through here. */
export interface Host extends TimeSource {
  /**
   * Calls back after a delay in milliseconds, which may be longer than timers can. A process that waits for nothing else
   * may end.
   *
   * @returns A function that cancels it.
   */
  readonly later: (callback: () => void, delay: number) => () => void;
  /** Resolves after what is under way now, such as the response to the present request. */
  readonly nextTurn: () => Promise<void>;
  /** Makes one attempt to deliver a callback. Never rejects. */
  readonly send: (callback: Callback) => Promise<SendOutcome>;
  /** The URLs that cannot be downloaded, in their order. URLs that have not responded when `signal` aborts are among them. */
  readonly findUnavailable: (
    urls: readonly string[],
    signal: AbortSignal,
  ) => Promise<readonly FailedAttachment[]>;
  /** Called with errors that occur outside any request. */
  readonly report: (error: unknown) => void;
  /** Ends all that is being sent, and releases connections. */
  readonly close: () => void;
}
