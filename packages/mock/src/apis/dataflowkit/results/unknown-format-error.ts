/**
 * A payload asks for a format that nobody knows. The message names it, and those that there are.
 *
 * @example
 * if (error instanceof UnknownFormatError) respond(400, error.message);
 */
export class UnknownFormatError extends Error {
  override readonly name = "UnknownFormatError";
}
