import { CommandError } from "./command-error.ts";

/**
 * There is no response where the mock server should be.
 *
 * @example
 * throw new NoServerError("There is no mock server at http://127.0.0.1:4010 (ECONNREFUSED).");
 */
export class NoServerError extends CommandError {
  override readonly name = "NoServerError";
}
