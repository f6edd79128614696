import type { Engine } from "../engine/create-engine.ts";
import type { EngineEvent } from "../engine/events.ts";
import { EngineFailure } from "../engine/failure.ts";

/** How to wait for something. */
export interface Waiting<Result> {
  /** In real milliseconds. */
  readonly timeoutMs: number;
  /** Says what did not happen, and why that may be. */
  readonly explain: () => string;
  /** Tells whether an event may be what is waited for. */
  readonly concerns: (event: EngineEvent) => boolean;
  /** Looks whether it has happened, before the first event and after each that concerns it. */
  readonly look: () => Promise<Result | undefined>;
}

/**
 * Waits until something has happened.
 *
 * @throws {EngineFailure} 408 after a timeout, or when the mock closes.
 */
export const waitUntil = async <Result>(
  { closing, events, host }: Pick<Engine, "closing" | "events" | "host">,
  { concerns, explain, look, timeoutMs }: Waiting<Result>,
): Promise<Result> => {
  const { promise, resolve, reject } = Promise.withResolvers<Result>();
  // The timeout may pass before the promise is awaited.
  promise.catch(() => undefined);
  const lookAgain = (): void => {
    look().then((found) => found !== undefined && resolve(found), reject);
  };
  // Listens before it looks, so that no event is missed in between.
  const stop = events.listen((event) => {
    if (concerns(event)) lookAgain();
  });
  const stopMoves = events.listenToMoves(lookAgain);
  const giveUp = (): void => reject(new EngineFailure(408, explain()));
  const cancel = host.later(giveUp, timeoutMs, { keepsProcess: true });
  closing.addEventListener("abort", giveUp);
  // A request may have been on its way here when the server closed.
  if (closing.aborted) giveUp();
  try {
    lookAgain();
    return await promise;
  } finally {
    cancel();
    closing.removeEventListener("abort", giveUp);
    stop();
    stopMoves();
  }
};
