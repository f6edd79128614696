import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import type { AddressInfo } from "node:net";
import { parseForm } from "@task-contracts/mock/parsing/parse-form";

/** A received callback. */
export interface ReceivedCallback {
  /** The path that it was sent to, with the query. */
  readonly path: string;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The body, parsed according to its media type: JSON, or a form as the beta sends it. */
  readonly body: unknown;
  /** The status of the response to it. */
  readonly status: number;
}

/** The response to callbacks: always one status, or the result of a function, whose count starts at 1. */
export type CallbackAnswer =
  | number
  | ((callback: Omit<ReceivedCallback, "status">, count: number) => number | Promise<number>);

/** A server on loopback that receives and records callbacks. */
export interface CallbackReceiver {
  /** The `callback_url` to send. */
  readonly url: string;
  /** The received callbacks, oldest first. */
  readonly received: readonly ReceivedCallback[];
  /** Changes the response to callbacks from now on. Initially it is 200. */
  answerWith(answer: CallbackAnswer): void;
  /** Waits until this number of callbacks has arrived since the start, and returns the last of them. */
  waitFor(count: number, timeoutMs?: number): Promise<ReceivedCallback>;
  close(): Promise<void>;
}

/**
 * Starts a receiver for callbacks.
 *
 * @example
 * const callbacks = await startCallbackReceiver();
 * callbacks.answerWith((_, count) => (count < 20 ? 500 : 200));
 */
export const startCallbackReceiver = async (): Promise<CallbackReceiver> => {
  const received: ReceivedCallback[] = [];
  const waiting = new Set<() => void>();
  let answer: CallbackAnswer = 200;

  const receive = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const callback = { path: request.url ?? "/", headers: request.headers, body: await read(request) };
    const status = typeof answer === "number" ? answer : await answer(callback, received.length + 1);
    received.push({ ...callback, status });
    response.writeHead(status).end();
    for (const check of waiting) check();
  };

  const server = createServer((request, response) => {
    receive(request, response).catch((error: unknown) =>
      response.destroy(error instanceof Error ? error : undefined),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(0, "127.0.0.1", resolve);
  });

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/callback`,
    received,
    answerWith: (given) => {
      answer = given;
    },
    waitFor: (count, timeoutMs = 5000) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(check);
          reject(new Error(`Only ${received.length} of ${count} callbacks arrived within ${timeoutMs} ms.`));
        }, timeoutMs);
        const check = (): void => {
          const last = received[count - 1];
          if (!last) return;
          clearTimeout(timer);
          waiting.delete(check);
          resolve(last);
        };
        waiting.add(check);
        check();
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

const read = async (request: IncomingMessage): Promise<unknown> => {
  const text = (await buffer(request)).toString();
  return request.headers["content-type"]?.startsWith("application/json")
    ? JSON.parse(text)
    : parseForm(text).value;
};
