import type { IncomingMessage } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { createParser } from "eventsource-parser";
import { callControl, type ControlOptions } from "./control-client.ts";
import { NoServerError } from "./no-server-error.ts";

/** The listener of the events, and when it stops. */
export interface Follower {
  readonly signal: AbortSignal;
  readonly onConnect: () => void;
  readonly onLost: () => void;
  readonly onReconnect: () => void;
  /** Called with the name of each event, and its raw data. */
  readonly onEvent: (type: string, data: string) => void;
}

/** The delay before the next attempt to reconnect, in milliseconds. */
const retryDelay = 250;

/**
 * Follows the events of a running server, through its restarts, until the signal is aborted.
 *
 * @throws {NoServerError} If there is no server at the start.
 * @throws {CommandError} If a server rejects the request, then or later: a restarted one may require another token.
 */
export const followEvents = async (control: ControlOptions, follower: Follower): Promise<void> => {
  const { signal, onConnect, onLost, onReconnect } = follower;
  const open = (): Promise<IncomingMessage> =>
    callControl(control, { method: "GET", path: "/events", signal });
  try {
    let stream = await open();
    onConnect();
    for (;;) {
      const wasEnded = await read(stream, follower);
      if (signal.aborted) return;
      if (!wasEnded) onLost();
      stream = await keepTrying(open, signal);
      if (!wasEnded) onReconnect();
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
};

/** Resolves when the stream ends: whether its last event was `end`, which the server sends before it closes the stream. */
const read = async (stream: IncomingMessage, { onEvent }: Follower): Promise<boolean> => {
  let wasEnded = false;
  const parser = createParser({
    onEvent: ({ event = "message", data }) => {
      wasEnded ||= event === "end";
      onEvent(event, data);
    },
  });
  stream.setEncoding("utf8").on("data", (text: string) => parser.feed(text));
  await new Promise<void>((resolve) => {
    stream.on("close", resolve).on("error", () => undefined);
  });
  return wasEnded;
};

const keepTrying = async <T>(open: () => Promise<T>, signal: AbortSignal): Promise<T> => {
  for (;;) {
    await sleep(retryDelay, undefined, { signal });
    try {
      return await open();
    } catch (error) {
      if (!(error instanceof NoServerError)) throw error;
    }
  }
};
