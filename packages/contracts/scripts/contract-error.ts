/**
 * A contract that nothing can be generated from. The message says which API, where in it, what is wrong and
 * what to do.
 *
 * @example
 * throw new ContractError("scale-v1", "paths./tasks.get", "the operation has no operationId", "Add one.");
 */
export class ContractError extends Error {
  override readonly name = "ContractError";

  constructor(api: string, place: string, problem: string, remedy: string, options?: ErrorOptions) {
    super(`${api}, ${place}: ${problem}. ${remedy}`, options);
  }
}
