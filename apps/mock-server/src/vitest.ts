import { randomUUID } from "node:crypto";
import { test as base } from "vitest";
import type { AccountHandle } from "@task-contracts/mock/control/account-handle";
import { type CallbackReceiver, startCallbackReceiver } from "./library/callback-receiver.ts";
import { type MockServer, startMockServer } from "./start-mock-server.ts";

// For users who extend `test` and export the result.
export type { AccountHandle, CallbackReceiver, MockServer };

/** The fixtures of a test. */
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

/**
 * Vitest's `test`, with a mock server, an account and a receiver of callbacks.
 *
 * @example
 * test("a task is completed", async ({ mock, apiKey, callbacks }) => {
 *   // create a task at mock.url("scale-v1") with apiKey and callbacks.url
 *   expect((await callbacks.waitFor(1)).body).toMatchObject({ response: { category: "big" } });
 * });
 */
export const test = base.extend<MockFixtures>({
  mock: [
    // oxlint-disable-next-line no-empty-pattern -- Vitest reads from the pattern what a fixture needs
    async ({}, use) => {
      const mock = await startMockServer();
      await use(mock);
      await mock.close();
    },
    { scope: "worker" },
  ],
  apiKey: async ({ mock }, use) => {
    const apiKey = `test_${randomUUID()}`;
    await use(apiKey);
    // The server may be used by thousands of tests, and limits the number of accounts.
    await mock.account(apiKey).reset();
  },
  account: async ({ mock, apiKey }, use) => use(mock.account(apiKey)),
  // oxlint-disable-next-line no-empty-pattern -- as above
  callbacks: async ({}, use) => {
    const callbacks = await startCallbackReceiver();
    await use(callbacks);
    await callbacks.close();
  },
});
