/**
 * The server could not start. The message says why and what to do.
 *
 * @example
 * await startMockServer({ port: 4010 }).catch((error) => {
 *   if (error instanceof MockServerError) console.error(error.message);
 * });
 */
export class MockServerError extends Error {
  override readonly name = "MockServerError";
}
