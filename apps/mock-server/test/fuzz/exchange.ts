import { connect } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { readAnswers, type WireAnswer } from "./read-answers.ts";

/** What is sent over one connection. */
export interface Sending {
  readonly pieces: readonly Buffer[];
  /** Of the requests in it, in order. */
  readonly methods: readonly string[];
  /** How long to wait for the answers, in milliseconds. */
  readonly patience: number;
}

/** What came back. */
export interface Exchange {
  readonly answers: readonly WireAnswer[];
  /** Bytes that are no whole answer. */
  readonly rest: Buffer;
  /** The time was up. */
  readonly isLate: boolean;
}

/** Sends bytes over a connection of their own, and waits until all requests are answered or the server hangs up. */
export const exchange = (port: number, { pieces, methods, patience }: Sending): Promise<Exchange> =>
  new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1", noDelay: true });
    let received = Buffer.alloc(0);
    const end = (isLate: boolean): void => {
      clearTimeout(timer);
      // Without a farewell, which would keep the port busy for a minute.
      socket.resetAndDestroy();
      try {
        resolve({ ...readAnswers(received, methods), isLate });
      } catch (error) {
        reject(error);
      }
    };
    const timer = setTimeout(end, patience, true);
    socket.on("data", (chunk) => {
      received = Buffer.concat([received, chunk]);
      if (isAnswered(received, methods)) end(false);
    });
    socket.on("end", () => end(false));
    // A server that refuses what is still being sent resets the connection; its answer may have come before.
    socket.on("error", () => end(false));
    void write(socket, pieces);
  });

const isAnswered = (received: Buffer, methods: readonly string[]): boolean => {
  try {
    const { answers } = readAnswers(received, methods);
    // What comes after an event stream would wait for ever.
    const isStream = answers.some(({ headers }) => headers["content-type"] === "text/event-stream");
    return isStream || answers.length >= methods.length;
  } catch {
    return true;
  }
};

const write = async (socket: ReturnType<typeof connect>, pieces: readonly Buffer[]): Promise<void> => {
  for (const [index, piece] of pieces.entries()) {
    if (index > 0) await delay(1);
    if (socket.destroyed) return;
    socket.write(piece);
  }
};
