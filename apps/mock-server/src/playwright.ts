import { test as base } from "@playwright/test";
import type { AccountHandle } from "@task-contracts/mock/control/account-handle";
import { apiKeyFixture, callbacksFixture, type MockFixtures, mockFixture } from "./fixtures.ts";
import type { CallbackReceiver } from "./library/callback-receiver.ts";
import type { MockServerOptions } from "./mock-server-options.ts";
import type { MockServer } from "./start-mock-server.ts";

// For users who extend `test` and export the result.
export type { AccountHandle, CallbackReceiver, MockFixtures, MockServer, MockServerOptions };

/** The fixtures of a worker. */
export interface MockWorkerFixtures extends Pick<MockFixtures, "mock"> {
  /** The options of the server, to set with `use` in the configuration or in a file. */
  readonly mockOptions: MockServerOptions;
}

/**
 * Playwright's `test`, with a mock server for each worker, and an account and a receiver of callbacks for each test.
 *
 * @example
 * test("a task is completed", async ({ request, mock, apiKey, callbacks }) => {
 *   // create a task at mock.url("scale-v1") with apiKey and callbacks.url
 *   expect((await callbacks.waitFor(1)).body).toMatchObject({ response: { category: "big" } });
 * });
 */
export const test = base.extend<Omit<MockFixtures, "mock">, MockWorkerFixtures>({
  mockOptions: [{}, { scope: "worker", option: true }],
  mock: [({ mockOptions }, use) => mockFixture(mockOptions)(use), { scope: "worker" }],
  apiKey: ({ mock }, use) => apiKeyFixture(mock)(use),
  account: ({ mock, apiKey }, use) => use(mock.account(apiKey)),
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads from the pattern what a fixture needs
  callbacks: ({}, use) => callbacksFixture(use),
});
