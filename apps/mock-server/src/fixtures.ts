import { randomUUID } from "node:crypto";
import type { AccountHandle } from "@task-contracts/mock/control/account-handle";
import { type CallbackReceiver, startCallbackReceiver } from "./library/callback-receiver.ts";
import type { MockServerOptions } from "./mock-server-options.ts";
import { type MockServer, startMockServer } from "./start-mock-server.ts";

/** The fixtures of a test, the same in every test runner. */
export interface MockFixtures {
  /** One server for all tests of a worker. */
  readonly mock: MockServer;
  /** A test key that no other test has. Prefix it with `live_` for the live mode. */
  readonly apiKey: string;
  /** The account of `apiKey`. */
  readonly account: AccountHandle;
  /** A receiver for this test only; pass its `url` as `callback_url`. */
  readonly callbacks: CallbackReceiver;
}

/** Sets something up, lends it until the promise of `use` resolves, and tears it down. */
export type Fixture<T> = (use: (value: T) => Promise<void>) => Promise<void>;

/**
 * A server.
 *
 * @example
 * await mockFixture()(async (mock) => console.log(mock.url()));
 */
export const mockFixture =
  (options?: MockServerOptions): Fixture<MockServer> =>
  async (use) => {
    const mock = await startMockServer(options);
    await use(mock);
    await mock.close();
  };

/** A key of its own on a server. */
export const apiKeyFixture =
  (mock: MockServer): Fixture<string> =>
  async (use) => {
    const apiKey = `test_${randomUUID()}`;
    await use(apiKey);
    // The server may be used by thousands of tests, and limits the number of accounts.
    await mock.account(apiKey).reset();
  };

/** A receiver. */
export const callbacksFixture: Fixture<CallbackReceiver> = async (use) => {
  const callbacks = await startCallbackReceiver();
  await use(callbacks);
  await callbacks.close();
};
