/** An OpenAPI document that cannot be used as it is. The message says where in it, what is wrong, and what to do. */
export class DocumentError extends Error {
  override readonly name = "DocumentError";

  /**
   * @param place Where in the document, or which file.
   * @param problem What is wrong there, without a full stop.
   * @param remedy What to do, as a sentence.
   */
  constructor(place: string, problem: string, remedy: string, options?: ErrorOptions) {
    super(`${place}: ${problem}. ${remedy}`, options);
  }
}
