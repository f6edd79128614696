import { Readable } from "node:stream";
import type { EngineEvent, Events } from "../engine/events.ts";
import { type Limits, limitReached } from "../limits.ts";
import { presentEvent } from "./present.ts";

/** The event streams of a server. What a reader lags behind is bounded, and so is the number of readers. */
export class EventStreams {
  readonly #events: Events;
  readonly #limits: Limits;
  /** Written once, however many read. */
  readonly #messages = new WeakMap<EngineEvent, string>();
  #open = 0;

  constructor(events: Events, limits: Limits) {
    this.#events = events;
    this.#limits = limits;
  }

  /**
   * Streams what happens from now on as server-sent events, until the reader goes away or lags too far behind.
   *
   * @throws {EngineFailure} 507 if too many are open.
   * @example
   * streams.open("test_key").pipe(process.stdout); // event: task\ndata: {"taskId":…}\n\n
   */
  open(account?: string): Readable {
    if (this.#open >= this.#limits.eventStreams) {
      throw limitReached("eventStreams", this.#limits, "Close one that is not read any more.");
    }
    this.#open += 1;
    const stream = new Readable({
      read: () => undefined,
      destroy: (error, done) => {
        stop();
        this.#open -= 1;
        done(error);
      },
    });
    const stop = this.#events.listen((event) => {
      if (account !== undefined && event.account !== account) return;
      const message = this.#messageOf(event);
      if (stream.readableLength + Buffer.byteLength(message) <= this.#limits.eventStreamBytes) {
        stream.push(message);
        return;
      }
      stop();
      stream.push(this.#lastWords());
      stream.push(null);
    });
    // A first line at once, so that the reader knows that it is connected.
    stream.push(": listening\n\n");
    return stream;
  }

  #messageOf(event: EngineEvent): string {
    const known = this.#messages.get(event);
    if (known !== undefined) return known;
    const message = write(event.type, presentEvent(event));
    this.#messages.set(event, message);
    return message;
  }

  #lastWords(): string {
    const limit = this.#limits.eventStreamBytes;
    return write("end", {
      reason: `The reader is more than ${limit} bytes behind, and events are left out from here on. Read faster, follow one account only, or raise the limit: start the server with --limit eventStreamBytes=${limit * 2}.`,
    });
  }
}

const write = (type: string, data: object): string => `event: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
