/**
 * A command failed. The message is for the user: what happened, and what to do.
 *
 * @example
 * throw new CommandError("There is no task 1234.");
 */
export class CommandError extends Error {
  override readonly name: string = "CommandError";
}
