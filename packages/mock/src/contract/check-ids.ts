import { MockError } from "../mock-error.ts";

/** The mock's own. */
const reserved = new Set(["v1", "_mock", "mock-control-v1", "results"]);

/**
 * Checks the ids of contracts, which are the first segments of paths.
 *
 * @throws {MockError} For an id that no path can have, that is reserved, or that is used twice.
 */
export const checkIds = (ids: readonly string[]): void => {
  for (const [index, id] of ids.entries()) {
    const problem = problemOf(id, ids.indexOf(id) !== index);
    if (problem !== undefined)
      throw new MockError(`The id of a contract is ${JSON.stringify(id)}, ${problem}`);
  }
};

const problemOf = (id: string, isTwice: boolean): string | undefined => {
  if (reserved.has(id)) return "which is a path of the mock itself. Choose another one.";
  if (!/^[a-z\d][\w.-]*$/i.test(id))
    return "but must begin with a letter or a digit, and go on with letters, digits, dots, - and _.";
  return isTwice ? "which another contract has as well. Give each an id of its own." : undefined;
};
