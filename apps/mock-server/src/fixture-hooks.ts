import type { MockServer } from "./start-mock-server.ts";
import { apiKeyFixture, callbacksFixture, type Fixture, type MockFixtures } from "./fixtures.ts";

/** A fixture that is set up. */
export interface HeldFixture<T> {
  readonly value: T;
  /** Tears it down. */
  readonly release: () => Promise<void>;
}

/**
 * Sets a fixture up, for runners that tear it down in another function.
 *
 * @example
 * const mock = await holdFixture(mockFixture());
 * await mock.release();
 */
export const holdFixture = async <T>(fixture: Fixture<T>): Promise<HeldFixture<T>> => {
  const ready = Promise.withResolvers<T>();
  const done = Promise.withResolvers<void>();
  const ended = fixture((value) => {
    ready.resolve(value);
    return done.promise;
  });
  const value = await Promise.race([ready.promise, ended.then(() => ready.promise)]);
  return {
    value,
    release: () => {
      done.resolve();
      return ended;
    },
  };
};

/** All that a test has, on a server that is there already. */
export const testFixtures =
  (mock: MockServer): Fixture<MockFixtures> =>
  (use) =>
    apiKeyFixture(mock)((apiKey) =>
      callbacksFixture((callbacks) => use({ mock, apiKey, account: mock.account(apiKey), callbacks })),
    );
