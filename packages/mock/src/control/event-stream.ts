import type { Engine } from "../engine/create-engine.ts";
import type { Host } from "../engine/host.ts";
import type { EngineEvent, Events } from "../engine/events.ts";
import { type Limits, limitReached } from "../limits.ts";
import { presentEvent } from "./present.ts";

/** Events as bytes, until the reader returns or falls too far behind. */
export type EventStream = AsyncIterableIterator<Uint8Array, undefined>;

/** How long names of events are collected, in milliseconds. */
const NAMES_PAUSE = 100;

/** The event streams of a mock. The backlog of a reader is limited, and so is the number of readers. */
export class EventStreams {
  readonly #events: Events;
  readonly #limits: Limits;
  readonly #closing: AbortSignal;
  readonly #later: Host["later"];
  /** Serialized once for all readers. */
  readonly #messages = new WeakMap<EngineEvent, Uint8Array>();
  #open = 0;

  constructor({ closing, events, host, limits }: Pick<Engine, "closing" | "events" | "host" | "limits">) {
    this.#events = events;
    this.#limits = limits;
    // Aborted when the mock closes, which ends all streams.
    this.#closing = closing;
    this.#later = host.later;
  }

  /**
   * Streams future events as server-sent events.
   *
   * @throws {EngineFailure} 507 if too many are open.
   * @example
   * for await (const bytes of streams.open("test_key")) process.stdout.write(bytes); // event: task\ndata: {"taskId":…}\n\n
   */
  open(account?: string): EventStream {
    return this.#stream(account, (reader) =>
      this.#events.listen((event) => {
        if (account !== undefined && event.account !== account) return;
        this.#offer(reader, this.#messageOf(event));
      }),
    );
  }

  /**
   * Streams only the names of future events, each at most once per tenth of a second: thousands of events then cost next to
   * nothing.
   *
   * @throws {EngineFailure} 507 if too many are open.
   */
  openNames(account?: string): EventStream {
    return this.#stream(account, (reader) => {
      const names = new Set<string>();
      let cancel: (() => void) | undefined;
      const flush = (): void => {
        for (const name of names) if (!this.#offer(reader, write(name, {}))) break;
        names.clear();
      };
      const stop = this.#events.listen((event) => {
        if (account !== undefined && event.account !== account) return;
        if (names.size === 0) cancel = this.#later(flush, NAMES_PAUSE);
        names.add(event.type);
      });
      return () => {
        stop();
        cancel?.();
      };
    });
  }

  /**
   * A stream that ends when its account goes to another engine: the reader opens another one there.
   *
   * @param listen Passes events to the reader, and returns what stops that.
   */
  #stream(account: string | undefined, listen: (reader: Reader) => () => void): EventStream {
    if (this.#open >= this.#limits.eventStreams) {
      throw limitReached("eventStreams", this.#limits, "Close one that is not read any more.");
    }
    this.#open += 1;
    const end = (): void => void reader.return();
    const reader = new Reader(() => {
      stop();
      stopMoves();
      this.#closing.removeEventListener("abort", end);
      this.#open -= 1;
    });
    const stop = listen(reader);
    const stopMoves = this.#events.listenToMoves((move) => {
      if (move.isLost && move.account === account) end();
    });
    this.#closing.addEventListener("abort", end);
    // A first line at once, so that the reader knows that it is connected.
    reader.push(encoder.encode(": listening\n\n"));
    return reader;
  }

  /** Passes a message on, or ends the stream if the reader is too far behind. Returns whether it goes on. */
  #offer(reader: Reader, message: Uint8Array): boolean {
    const fits = reader.waiting + message.length <= this.#limits.eventStreamBytes;
    if (fits) reader.push(message);
    else reader.endWith(this.#lastWords());
    return fits;
  }

  #messageOf(event: EngineEvent): Uint8Array {
    const known = this.#messages.get(event);
    if (known !== undefined) return known;
    const message = write(event.type, presentEvent(event));
    this.#messages.set(event, message);
    return message;
  }

  #lastWords(): Uint8Array {
    const limit = this.#limits.eventStreamBytes;
    return write("end", {
      reason: `The reader is more than ${limit} bytes behind, and events are left out from here on. Read faster, follow one account only, or raise the limit: start the server with --limit eventStreamBytes=${limit * 2}.`,
    });
  }
}

/** The unread part of a stream. */
class Reader implements EventStream {
  readonly #release: () => void;
  readonly #messages: Uint8Array[] = [];
  #take: ((result: IteratorResult<Uint8Array, undefined>) => void) | undefined;
  #isEnded = false;
  #isReleased = false;
  /** The number of unread bytes. */
  waiting = 0;

  /** @param release Called once, when no more events will be pushed. */
  constructor(release: () => void) {
    this.#release = release;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  push(message: Uint8Array): void {
    if (this.#take) {
      this.#take({ value: message });
      this.#take = undefined;
      return;
    }
    this.#messages.push(message);
    this.waiting += message.length;
  }

  endWith(message: Uint8Array): void {
    this.push(message);
    this.#end();
  }

  /** One at a time, as `for await` does. */
  next(): Promise<IteratorResult<Uint8Array, undefined>> {
    const message = this.#messages.shift();
    if (message) {
      this.waiting -= message.length;
      return Promise.resolve({ value: message });
    }
    if (this.#isEnded) return Promise.resolve(done);
    return new Promise((resolve) => (this.#take = resolve));
  }

  return(): Promise<IteratorResult<Uint8Array, undefined>> {
    this.#messages.length = 0;
    this.#end();
    return Promise.resolve(done);
  }

  #end(): void {
    this.#isEnded = true;
    this.#take?.(done);
    this.#take = undefined;
    if (this.#isReleased) return;
    this.#isReleased = true;
    this.#release();
  }
}

const done: IteratorReturnResult<undefined> = { done: true, value: undefined };

const encoder = new TextEncoder();

const write = (type: string, data: object): Uint8Array =>
  encoder.encode(`event: ${type}\ndata: ${JSON.stringify(data)}\n\n`);
