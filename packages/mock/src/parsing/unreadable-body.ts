/** A body does not match its media type. The message is for the client: what is wrong, where, and how to fix it. */
export class UnreadableBody extends Error {
  override readonly name = "UnreadableBody";
  /** The path of the invalid field, if there is only one. */
  readonly path: readonly string[];

  constructor(message: string, { path = [], ...options }: ErrorOptions & { path?: readonly string[] } = {}) {
    super(message, options);
    this.path = path;
  }
}
