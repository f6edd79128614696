import { bareName } from "./bare-name.ts";

/** Longer words are no typos, and comparing them would take time. */
const maxLength = 64;

/**
 * Finds the known name that a misspelled one most likely means: the one with the fewest letters to add, remove,
 * replace or swap, if those are at most a third of the word. Brackets and what follows them, case, and the separators
 * `-` and `_` do not count.
 *
 * @example
 * nearestName("statuses", ["status", "type", "limit"]); // "status"
 * nearestName("limit[]", ["status", "type", "limit"]); // "limit"
 * nearestName("project", ["status", "type", "limit"]); // undefined
 */
export const nearestName = (word: string, names: Iterable<string>): string | undefined => {
  if (word.length > maxLength) return undefined;
  const wanted = bareName(word);
  let nearest: string | undefined;
  let fewest = Math.floor(wanted.length / 3) + 1;
  for (const name of names) {
    const edits = distance(wanted, bareName(name));
    if (edits >= fewest) continue;
    nearest = name;
    fewest = edits;
  }
  return nearest;
};

/** The number of letters to add, remove, replace or swap with their neighbor (optimal string alignment). */
const distance = (from: string, to: string): number => {
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const isSame = from[row - 1] === to[column - 1];
      const isSwap = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      current[column] = Math.min(
        at(last, column) + 1,
        at(current, column - 1) + 1,
        at(last, column - 1) + (isSame ? 0 : 1),
        isSwap ? at(beforeLast, column - 2) + 1 : Infinity,
      );
    }
    beforeLast = last;
    last = current;
  }
  return at(last, to.length);
};

const at = (row: readonly number[], column: number): number => row[column] ?? Infinity;
