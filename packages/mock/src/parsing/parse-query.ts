import type { QueryProblem, RoundedText } from "./parsed.ts";
import { findBadEscape } from "./find-bad-escape.ts";
import { findRoundedTexts } from "./find-rounded-texts.ts";
import type { NumberOptions } from "./inexact-number.ts";

/** The result of reading a query. */
export interface ParsedQuery {
  readonly query: Record<string, unknown>;
  readonly queryProblem?: QueryProblem | undefined;
  readonly roundedQuery?: readonly RoundedText[];
}

/**
 * Parses a query string: flat, percent-decoded, with an array for a repeated name. Invalid UTF-8 is an error of the
 * request, and not read as something else.
 *
 * @example
 * parseQuery("status=completed&type=a&type=b"); // { query: { status: "completed", type: ["a", "b"] } }
 */
export const parseQuery = (search: string, { mayRound = false }: NumberOptions = {}): ParsedQuery => {
  if (search === "") return { query: {} };
  // Not by getAll, which reads all parameters for each name.
  const values = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(search)) {
    const earlier = values.get(name);
    if (earlier) earlier.push(value);
    else values.set(name, [value]);
  }
  const query = Object.fromEntries([...values].map(([name, all]) => [name, single(all)]));
  const queryProblem = findBadEscape(search);
  const roundedQuery = mayRound ? [] : findRoundedTexts(search, query);
  return { query, ...(queryProblem && { queryProblem }), ...(roundedQuery.length > 0 && { roundedQuery }) };
};

const single = (values: readonly string[]): unknown => (values.length === 1 ? values[0] : values);
