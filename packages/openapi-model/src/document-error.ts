/** An OpenAPI document that cannot be used. The message says where in it, what is wrong, and how to fix it. */
export class DocumentError extends Error {
  override readonly name = "DocumentError";

  /**
   * @param place The place in the document, or the file.
   * @param problem What is wrong there, without a full stop.
   * @param remedy How to fix it, as a sentence.
   */
  constructor(place: string, problem: string, remedy: string, options?: ErrorOptions) {
    super(`${place}: ${problem}. ${remedy}`, options);
  }
}
