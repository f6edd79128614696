import { randomUUID } from "node:crypto";
import { test as base } from "vitest";
import type { AccountHandle } from "@task-contracts/mock/control/account-handle";
import { type CallbackReceiver, startCallbackReceiver } from "./library/callback-receiver.ts";
import { type MockServer, startMockServer } from "./start-mock-server.ts";

// For those who extend `test` and export what they get.
export type { AccountHandle, CallbackReceiver, MockServer };

/** What a test of this kind gets. */
export interface MockFixtures {
  /** One server for all tests of a worker. */
  readonly mock: MockServer;
  /** A key of the test mode that no other test has. Write `live_` before it for the live mode. */
  readonly apiKey: string;
  /** The account of `apiKey`. */
  readonly account: AccountHandle;
  /** A receiver of this test alone, whose `url` goes into `callback_url`. */
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
    // The server may be there for thousands of tests, and keeps only so many accounts.
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
