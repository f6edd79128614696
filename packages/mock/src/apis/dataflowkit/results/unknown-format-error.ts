/**
 * A payload requests an unknown format. The message lists the known ones.
 *
 * @example
 * if (error instanceof UnknownFormatError) respond(400, error.message);
 */
export class UnknownFormatError extends Error {
  override readonly name = "UnknownFormatError";
}
