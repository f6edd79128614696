import { test as base } from "vitest";
import type { AccountHandle } from "@task-contracts/mock/control/account-handle";
import { apiKeyFixture, callbacksFixture, type MockFixtures, mockFixture } from "./fixtures.ts";
import type { CallbackReceiver } from "./library/callback-receiver.ts";
import type { MockServer } from "./start-mock-server.ts";

// For users who extend `test` and export the result.
export type { AccountHandle, CallbackReceiver, MockFixtures, MockServer };

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
  // oxlint-disable-next-line no-empty-pattern -- Vitest reads from the pattern what a fixture needs
  mock: [({}, use) => mockFixture()(use), { scope: "worker" }],
  apiKey: ({ mock }, use) => apiKeyFixture(mock)(use),
  account: ({ mock, apiKey }, use) => use(mock.account(apiKey)),
  // oxlint-disable-next-line no-empty-pattern -- as above
  callbacks: ({}, use) => callbacksFixture(use),
});
