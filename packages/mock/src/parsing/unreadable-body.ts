/** Why a body cannot be taken for what it says. The message is for the client: what is wrong, where, and what to do. */
export class UnreadableBody extends Error {
  override readonly name = "UnreadableBody";
  /** To the field that is wrong, if it is one alone. */
  readonly path: readonly string[];

  constructor(message: string, { path = [], ...options }: ErrorOptions & { path?: readonly string[] } = {}) {
    super(message, options);
    this.path = path;
  }
}
