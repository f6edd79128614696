import type { CallbackError } from "./callback-error.ts";
import type { Deliveries } from "./deliveries.ts";

/** How callbacks are received. Only the key is required. */
export interface ReceiverOptions<Callback> {
  /** The callback key of your account, or several while you change it. */
  readonly authKey: string | readonly string[];

  /**
   * What to do with a callback. The sender waits for it, so store the callback and do the work later. If it throws, the
   * answer is 500, and the callback is sent again.
   *
   * @param key the same for each delivery of the same callback
   */
  readonly onCallback?: ((callback: Callback, key: string) => unknown) | undefined;

  /** Remembers what was handled, so that `onCallback` sees each callback once. */
  readonly deliveries?: Deliveries | undefined;

  /**
   * How long a delivery counts as being handled, in milliseconds. If it was neither completed nor abandoned by then, as
   * when the process has ended, the next one is handled. Set it longer than `onCallback` takes. Default: 60,000.
   */
  readonly leaseMs?: number | undefined;

  /**
   * Called for each request that was refused, and each failure of the other hooks. The response does not wait for it, and
   * its own failures go to the console.
   */
  readonly onError?: ((error: CallbackError) => unknown) | undefined;

  /** How many bytes a callback may have. Default: 4 MiB; half an hour of speech with the time of each word takes one. */
  readonly maxBytes?: number | undefined;

  /** How long its body may take to arrive, in milliseconds. Default: 10,000, after which the sender gives up. */
  readonly timeoutMs?: number | undefined;
}

/** What became of a request. Send `response` to the sender in any case. */
export type Receipt<Callback> = AcceptedCallback<Callback> | RefusedCallback;

/** A callback that is genuine and valid, and that `onCallback` has taken. */
export interface AcceptedCallback<Callback> {
  readonly ok: true;
  readonly callback: Callback;

  /** The same for each delivery of the same callback. */
  readonly key: string;

  /** Whether it was handled before, so that `onCallback` was not called now. */
  readonly duplicate: boolean;
  readonly response: Response;
}

/** A request that is no callback, or a callback that could not be handled now. */
export interface RefusedCallback {
  readonly ok: false;
  readonly error: CallbackError;
  readonly response: Response;
}

/** What makes the callbacks of one API different from those of the others. */
export interface CallbackTraits<Callback> {
  readonly mediaType: string;
  readonly parse: (text: string) => unknown;

  /** Takes a body that a parser has read, and makes of it what `parse` would have made. */
  readonly accept: (parsedBody: unknown) => unknown;

  /** Checks a body and says what it is. It throws a CallbackError for what is no callback. */
  readonly check: (body: unknown) => Callback;

  /** The status that tells the sender that all is well. */
  readonly accepted: number;

  /** Whether a request without the header is refused. */
  readonly authRequired: boolean;
}
