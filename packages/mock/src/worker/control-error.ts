/**
 * The control API has rejected a call. The message says why and what to do.
 *
 * @example
 * await account.completeTask("nope").catch((error) => {
 *   if (error instanceof ControlError) console.error(error.status, error.message);
 * });
 */
export class ControlError extends Error {
  override readonly name = "ControlError";
  /** The HTTP status. */
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}
