import { connect, type Socket } from "node:net";
import { AnswerReader } from "./answer-reader.ts";
import type { Load, LoadJob, LoadResult } from "./load.ts";
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
  const sockets = await Promise.all(Array.from({ length: job.connections }, () => run.open()));
  // The clock starts when all are connected, so that a turn has answers however busy the machine is.
  const start = run.begin();
  await Promise.all(sockets.map((socket) => run.use(socket)));
  return run.end(start);
};

class Run {
  readonly #job: LoadJob;
  readonly #requests: readonly Buffer[];
  readonly #amount: number;
  #deadline = Infinity;
  #sent = 0;
  #answers = 0;
  #wrong = 0;
  #refused = 0;
  #firstFailure: string | undefined;

  constructor(job: LoadJob) {
    this.#job = job;
    this.#requests = job.requests.map((request) => toBytes(request, job.port));
    this.#amount = "answers" in job.until ? job.until.answers : Infinity;
  }

  /** Resolves to a socket that is connected, or that could not be. */
  open(): Promise<Socket> {
    return new Promise((resolve) => {
      const socket = this.#connect();
      socket.once("connect", () => resolve(socket));
      socket.once("error", (error) => {
        this.#firstFailure ??= error.message;
        if (socket.bytesWritten === 0) this.#refused += 1;
        resolve(socket);
      });
    });
  }

  /** Lets time begin. */
  begin(): number {
    const { until } = this.#job;
    const now = performance.now();
    if ("milliseconds" in until) this.#deadline = now + until.milliseconds;
    return now;
  }

  /** Resolves when there is nothing left to send, or the connection has broken. */
  use(socket: Socket): Promise<void> {
    return new Promise((resolve) => {
      socket.setTimeout(PATIENCE, () => socket.destroy(new Error(`no answer within ${PATIENCE} ms`)));
      socket.once("close", () => resolve());
      if (socket.destroyed) resolve();
      else this.#sendNext(socket);
    });
  }

  /** Says what came of it. Requests without an answer were on connections that the server has closed. */
  end(start: number): LoadResult {
    const seconds = (performance.now() - start) / 1000;
    const failures = this.#wrong + this.#refused + this.#sent - this.#answers;
    const firstFailure = this.#firstFailure ?? "the server closed a connection instead of answering";
    return { answers: this.#answers, seconds, failures, ...(failures > 0 && { firstFailure }) };
  }

  #connect(): Socket {
    const reader = new AnswerReader();
    const buffer = Buffer.alloc(65_536);
    const socket = connect({
      port: this.#job.port,
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
    const { status: expected } = this.#job;
    this.#answers += 1;
    if (status !== expected) {
      this.#wrong += 1;
      this.#firstFailure ??= `status ${status} instead of ${expected}`;
    }
    if (this.#isDone()) socket.destroy();
    else this.#sendNext(socket);
  }

  #sendNext(socket: Socket): void {
    const request = this.#requests[this.#sent % this.#requests.length];
    if (!request || this.#sent >= this.#amount) {
      socket.destroy();
      return;
    }
    this.#sent += 1;
    socket.write(request);
  }

  #isDone(): boolean {
    return this.#sent >= this.#amount || performance.now() >= this.#deadline;
  }
}
