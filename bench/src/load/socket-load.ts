import { connect, type Socket } from "node:net";
import { AnswerReader } from "./answer-reader.ts";
import type { Load, LoadJob } from "./load.ts";
import { toBytes } from "./wire-request.ts";

/** How long a server may be silent, in milliseconds, before its connections are given up. */
const PATIENCE = 60_000;

/**
 * Sends requests over bare sockets, written once and sent as they are. It costs half of what autocannon does, so that
 * even a bare `node:http` server is busy all the time (decisions/0011).
 *
 * @example
 * await socketLoad({ port: 4010, requests, connections: 16, until: { milliseconds: 1000 }, status: 200 });
 */
export const socketLoad: Load = async (job) => {
  const run = new Run(job);
  const start = performance.now();
  await Promise.all(Array.from({ length: job.connections }, () => run.openConnection()));
  const { answers, failures, firstFailure } = run;
  const seconds = (performance.now() - start) / 1000;
  return { answers, seconds, failures, ...(firstFailure !== undefined && { firstFailure }) };
};

class Run {
  answers = 0;
  failures = 0;
  firstFailure: string | undefined;
  readonly #port: number;
  readonly #status: number;
  readonly #requests: readonly Buffer[];
  readonly #amount: number;
  readonly #deadline: number;
  #sent = 0;

  constructor({ port, requests, until, status }: LoadJob) {
    this.#port = port;
    this.#status = status;
    this.#requests = requests.map((request) => toBytes(request, port));
    this.#amount = "answers" in until ? until.answers : Infinity;
    this.#deadline = "milliseconds" in until ? performance.now() + until.milliseconds : Infinity;
  }

  /** Resolves when there is nothing left to send, or the connection has broken. */
  openConnection(): Promise<void> {
    return new Promise((resolve) => {
      const socket = this.#connect();
      socket.setTimeout(PATIENCE, () => socket.destroy(new Error(`no answer within ${PATIENCE} ms`)));
      socket.once("error", (error) => this.#fail(error.message));
      socket.once("close", () => {
        // The server may not end it: another request was to follow.
        if (!this.#isDone()) this.#fail("the server closed the connection");
        resolve();
      });
      socket.once("connect", () => this.#sendNext(socket));
    });
  }

  #connect(): Socket {
    const reader = new AnswerReader();
    const buffer = Buffer.alloc(65_536);
    const socket = connect({
      port: this.#port,
      host: "127.0.0.1",
      noDelay: true,
      onread: {
        buffer,
        callback: (length) => {
          const status = reader.read(buffer.subarray(0, length));
          if (status !== undefined) this.#take(socket, status);
          return true;
        },
      },
    });
    return socket;
  }

  #take(socket: Socket, status: number): void {
    this.answers += 1;
    if (status !== this.#status) this.#fail(`status ${status} instead of ${this.#status}`);
    this.#sendNext(socket);
  }

  #sendNext(socket: Socket): void {
    const request = this.#requests[this.#sent % this.#requests.length];
    if (!request || this.#isDone()) {
      socket.destroy();
      return;
    }
    this.#sent += 1;
    socket.write(request);
  }

  #isDone(): boolean {
    return this.#sent >= this.#amount || performance.now() >= this.#deadline;
  }

  #fail(reason: string): void {
    this.failures += 1;
    this.firstFailure ??= reason;
  }
}
