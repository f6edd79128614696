/**
 * A request that the engine rejects. The pipeline writes it in the format of the API's errors.
 *
 * @example
 * throw new EngineFailure(404, "There is no task 1234.");
 */
export class EngineFailure extends Error {
  override readonly name = "EngineFailure";
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}
