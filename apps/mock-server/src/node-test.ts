import { after, afterEach, before, beforeEach, type TestContext } from "node:test";
import type { AccountHandle } from "@task-contracts/mock/control/account-handle";
import { type HeldFixture, holdFixture, testFixtures } from "./fixture-hooks.ts";
import { type MockFixtures, mockFixture } from "./fixtures.ts";
import type { CallbackReceiver } from "./library/callback-receiver.ts";
import type { MockServerOptions } from "./mock-server-options.ts";
import type { MockServer } from "./start-mock-server.ts";

// For users who pass them on to functions of their own.
export type { AccountHandle, CallbackReceiver, MockFixtures, MockServer, MockServerOptions };

/**
 * Adds hooks to a test file of `node:test`: they start a mock server before its tests, give each test an account and a
 * receiver of callbacks, and close everything again. Tests may run concurrently, and subtests have fixtures of their own.
 *
 * @param options the options of the server
 * @returns the fixtures of a test, by its context
 * @example
 * const fixturesOf = setUpMock();
 *
 * test("a task is completed", async (t) => {
 *   const { mock, apiKey, callbacks } = fixturesOf(t);
 *   // create a task at mock.url("scale-v1") with apiKey and callbacks.url
 *   assert.partialDeepStrictEqual((await callbacks.waitFor(1)).body, { response: { category: "big" } });
 * });
 */
export const setUpMock = (options?: MockServerOptions): ((test: TestContext) => MockFixtures) => {
  let server: HeldFixture<MockServer> | undefined;
  const tests = new WeakMap<object, HeldFixture<MockFixtures>>();

  before(async () => {
    server = await holdFixture(mockFixture(options));
  });
  beforeEach(async (test) => {
    if (server) tests.set(test, await holdFixture(testFixtures(server.value)));
  });
  afterEach(async (test) => {
    await tests.get(test)?.release();
    tests.delete(test);
  });
  after(async () => {
    await server?.release();
  });

  return (test) => {
    const held = tests.get(test);
    if (held) return held.value;
    throw new Error(
      `The test "${test.name}" has no fixtures. Call setUpMock at the top of its file, or in its suite.`,
    );
  };
};
