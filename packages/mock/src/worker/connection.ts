import { MockError } from "../mock-error.ts";
import type { ReceiveCallback } from "../web-host.ts";
import type { CloseMessage, ConnectMessage, Greeting, RequestMessage, SentOptions } from "./messages.ts";
import { createPorts, listen, type Port } from "./port.ts";
import type { AccountHandle } from "../control/account-handle.ts";
import { createRemoteAccount } from "./remote-account.ts";
import { createRemoteFetch } from "./remote-fetch.ts";
import { serveRequest } from "./serve-requests.ts";

/** A worker, or a service worker. */
export interface MessageTarget {
  postMessage(message: unknown, transfer: object[]): void;
}

/** A mock in another thread. */
export interface RemoteMock {
  /** The ids of the APIs. */
  readonly apis: readonly string[];
  /** The URLs of the servers of the contracts, to which `fetch` responds. */
  readonly servers: readonly string[];
  /** A replacement for the platform's `fetch`, like that of a mock in this thread. */
  readonly fetch: typeof fetch;
  /** Controls the account of an API key, through the control API. */
  readonly account: (apiKey: string) => AccountHandle;
  /** Ends the connection, and the mock in a worker with it. A service worker keeps its mock for other pages. */
  readonly close: () => Promise<void>;
}

/** What a page wants of a mock. */
export interface Wanted {
  readonly options: SentOptions;
  readonly callbacks: ReceiveCallback | undefined;
}

/** Any base will do: the control API is at `/_mock` on each host. */
const NOWHERE = "http://mock.invalid";

/** The page's side of a mock in another thread. */
export class Connection {
  readonly #wanted: Wanted;
  #port: Port | undefined;

  constructor(wanted: Wanted) {
    this.#wanted = wanted;
  }

  /**
   * Connects, again if it was connected before: a service worker may have been stopped meanwhile.
   *
   * @throws {MockError} If the mock cannot be created.
   */
  open(target: MessageTarget): Promise<Extract<Greeting, { type: "ready" }>> {
    const { promise, reject, resolve } = Promise.withResolvers<Extract<Greeting, { type: "ready" }>>();
    const { callbacks, options } = this.#wanted;
    const [own, other] = createPorts();
    listen(own, ({ data, ports: [reply] }) => {
      const message = data as Greeting | RequestMessage;
      if (message.type === "ready") resolve(message);
      else if (message.type === "failed") reject(new MockError(message.reason));
      else if (reply && callbacks) void serveRequest(message, reply, callbacks);
    });
    const message: ConnectMessage = {
      type: "task-contracts:connect",
      options,
      receivesCallbacks: callbacks !== undefined,
    };
    target.postMessage(message, [other]);
    this.#port?.close();
    this.#port = own;
    return promise;
  }

  /** Tells the other side, and stops receiving callbacks. */
  close(): void {
    const message: CloseMessage = { type: "close" };
    this.#port?.postMessage(message);
    this.#port?.close();
    this.#port = undefined;
  }

  /** @param close Called once it is closed. */
  toMock({ apis, servers }: Pick<RemoteMock, "apis" | "servers">, close: () => void): RemoteMock {
    const fetch = createRemoteFetch(() => {
      if (this.#port) return this.#port;
      throw new TypeError("fetch failed", { cause: new Error("The mock is closed.") });
    });
    return {
      apis,
      servers,
      fetch,
      account: (apiKey) => createRemoteAccount(fetch, NOWHERE, apiKey),
      close: async () => {
        this.close();
        close();
      },
    };
  }
}
