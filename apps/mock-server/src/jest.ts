import { afterAll, afterEach, beforeAll, beforeEach } from "@jest/globals";
import type { AccountHandle } from "@task-contracts/mock/control/account-handle";
import { type HeldFixture, holdFixture, testFixtures } from "./fixture-hooks.ts";
import { type MockFixtures, mockFixture } from "./fixtures.ts";
import type { CallbackReceiver } from "./library/callback-receiver.ts";
import type { MockServerOptions } from "./mock-server-options.ts";
import type { MockServer } from "./start-mock-server.ts";

// For users who pass them on to functions of their own.
export type { AccountHandle, CallbackReceiver, MockFixtures, MockServer, MockServerOptions };

/**
 * Adds hooks to a test file of Jest: they start a mock server before its tests, give each test an account and a receiver
 * of callbacks, and close everything again. Read the fixtures in a test or in a hook, where they are those of the
 * running test.
 *
 * @param options the options of the server
 * @example
 * const fixtures = setUpMock();
 *
 * test("a task is completed", async () => {
 *   const { mock, apiKey, callbacks } = fixtures;
 *   // create a task at mock.url("scale-v1") with apiKey and callbacks.url
 *   expect((await callbacks.waitFor(1)).body).toMatchObject({ response: { category: "big" } });
 * });
 */
export const setUpMock = (options?: MockServerOptions): MockFixtures => {
  let server: HeldFixture<MockServer> | undefined;
  let current: HeldFixture<MockFixtures> | undefined;

  beforeAll(async () => {
    server = await holdFixture(mockFixture(options));
  });
  beforeEach(async () => {
    current = await holdFixture(testFixtures(held("mock", server)));
  });
  afterEach(async () => {
    await current?.release();
    current = undefined;
  });
  afterAll(async () => {
    await server?.release();
    server = undefined;
  });

  return {
    get mock() {
      return held("mock", server);
    },
    get apiKey() {
      return held("apiKey", current).apiKey;
    },
    get account() {
      return held("account", current).account;
    },
    get callbacks() {
      return held("callbacks", current).callbacks;
    },
  };
};

const held = <T>(name: keyof MockFixtures, fixture: HeldFixture<T> | undefined): T => {
  if (fixture) return fixture.value;
  throw new Error(
    `There is no ${name} yet. Read it inside a test, not where setUpMock is called, and not in test.concurrent.`,
  );
};
