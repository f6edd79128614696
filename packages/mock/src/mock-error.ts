/**
 * A mock could not be started with these options. The message says why and what to do.
 *
 * @example
 * await createMock({ limits: { accounts: -1 } }).catch((error) => {
 *   if (error instanceof MockError) console.error(error.message);
 * });
 */
export class MockError extends Error {
  override readonly name = "MockError";
}
