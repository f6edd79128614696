import { MockError } from "./mock-error.ts";
import { refuseUnknownOptions } from "./refuse-unknown-options.ts";
import type { ReceiveCallback } from "./web-host.ts";
import { Connection, type MessageTarget, type RemoteMock } from "./worker/connection.ts";
import type { SentOptions } from "./worker/messages.ts";

export { MockError } from "./mock-error.ts";
export { ControlError } from "./worker/control-error.ts";
export type { MessageTarget, RemoteMock } from "./worker/connection.ts";
export { registerMock, type RegisterOptions } from "./worker/register-mock.ts";

/** Options of a mock in a worker. All of them are optional. */
export interface WorkerOptions extends SentOptions {
  /** Receives the callbacks, in this thread. Default: the worker sends them to their URLs. */
  readonly callbacks?: ReceiveCallback;
}

/** A worker whose failures can be heard of. */
export interface MockWorker extends MessageTarget {
  addEventListener(type: "error", listen: (event: { readonly message?: string }) => void): void;
}

interface OwnWorker extends MockWorker {
  terminate(): void;
}

declare const Worker: new (url: URL, options: { readonly type: "module" }) => OwnWorker;

/**
 * Starts a worker and creates a mock in it: however much it does, the page stays responsive.
 *
 * @throws {MockError} If the worker cannot be started, or the mock cannot be created.
 * @example
 * const contracts = [{ id: "moderation", document }];
 * const mock = await startMockWorker({ contracts, callbacks: () => new Response(null, { status: 204 }) });
 * await mock.fetch("https://api.moderation.example/v2/moderations", { headers: { "x-api-key": "test_key" } });
 * await mock.account("test_key").clock.advance({ hours: 1 });
 */
export const startMockWorker = async (options: WorkerOptions = {}): Promise<RemoteMock> => {
  // By the name that it has in the package. Bundlers find it in this form.
  const worker = new Worker(new URL("./worker-main.js", import.meta.url), { type: "module" });
  try {
    const mock = await connectMock(worker, options);
    const close = async (): Promise<void> => {
      await mock.close();
      worker.terminate();
    };
    return { ...mock, close };
  } catch (error) {
    worker.terminate();
    throw error;
  }
};

/**
 * Creates a mock in a worker that runs `@task-contracts/mock/worker-main`. The worker is yours to terminate.
 *
 * @throws {MockError} If the worker fails, or the mock cannot be created.
 * @example
 * // With Vite, MockWorker is the default export of @task-contracts/mock/worker-main?worker.
 * const mock = await connectMock(new MockWorker(), { contracts: [{ id: "moderation", document }] });
 */
export const connectMock = async (worker: MockWorker, options: WorkerOptions = {}): Promise<RemoteMock> => {
  refuseUnknownOptions("connectMock", options, optionNames);
  const { callbacks, ...sent } = options;
  const connection = new Connection({ options: sent, callbacks });
  const { promise: failed, reject } = Promise.withResolvers<never>();
  worker.addEventListener("error", ({ message = "it could not be loaded" }) =>
    reject(new MockError(`The worker of the mock failed: ${message}.`)),
  );
  failed.catch(() => undefined);
  return connection.toMock(await Promise.race([connection.open(worker), failed]), () => undefined);
};

/** An object, so that the compiler notices a missing name. */
const optionNames = Object.keys({
  apis: true,
  apiKeys: true,
  callbacks: true,
  contracts: true,
  limits: true,
} satisfies Record<keyof WorkerOptions, true>);
