import type { IncomingMessage } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { createParser } from "eventsource-parser";
import { callControl, type ControlOptions } from "./control-client.ts";
import { NoServerError } from "./no-server-error.ts";

/** Who follows the events, and for how long. */
export interface Follower {
  readonly signal: AbortSignal;
  readonly onConnect: () => void;
  readonly onLost: () => void;
  readonly onReconnect: () => void;
  /** Gets the name of each event, and its data as it stands on the wire. */
  readonly onEvent: (type: string, data: string) => void;
}

/** How long to wait before the next try to find the server again, in milliseconds. */
const retryDelay = 250;

/**
 * Follows what happens in a running server, through its restarts, until the signal ends it.
 *
 * @throws {NoServerError} If there is no server in the beginning.
 * @throws {CommandError} If a server refuses, then or later: a restarted one may ask for another token.
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

/** Resolves when the stream ends, however it does: with whether its last event was `end`, which the server sends before it closes the stream. */
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
