import { MockError } from "./mock-error.ts";
import { nearestName } from "./text/nearest-name.ts";

/**
 * Rejects a misspelled option: its default would silently stay in force.
 *
 * @param what The function that takes the options.
 * @throws {MockError} If an option is unknown.
 * @example
 * refuseUnknownOptions("createMock", options, ["contracts", "store"]);
 */
export const refuseUnknownOptions = (what: string, options: object, known: readonly string[]): void => {
  for (const name of Object.keys(options)) {
    if (known.includes(name)) continue;
    const nearest = nearestName(name, known);
    const hint = nearest === undefined ? `The options are ${known.join(", ")}.` : `Did you mean ${nearest}?`;
    throw new MockError(`${what} has no option ${name.slice(0, 60)}. ${hint}`);
  }
};
