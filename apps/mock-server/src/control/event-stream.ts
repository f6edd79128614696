import { Readable } from "node:stream";
import type { Events } from "../engine/events.ts";
import { presentEvent } from "./present.ts";

/** Events that a reader may lag behind. One that is slower loses its stream, not the server its memory. */
const LONGEST_QUEUE = 10_000;

/**
 * Streams what happens from now on as server-sent events, until the reader goes away.
 *
 * @example
 * eventStream(events, "test_key").pipe(process.stdout); // event: task\ndata: {"taskId":…}\n\n
 */
export const eventStream = (events: Events, account?: string): Readable => {
  const stream = new Readable({
    read: () => undefined,
    destroy: (error, done) => {
      stop();
      done(error);
    },
    highWaterMark: LONGEST_QUEUE,
    objectMode: true,
  });
  const stop = events.listen((event) => {
    if (account !== undefined && event.account !== account) return;
    const message = `event: ${event.type}\ndata: ${JSON.stringify(presentEvent(event))}\n\n`;
    if (!stream.push(message)) stream.destroy();
  });
  // A first line at once, so that the reader knows that it is connected.
  stream.push(": listening\n\n");
  return stream;
};
