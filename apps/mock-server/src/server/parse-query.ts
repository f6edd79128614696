import type { MockRequest } from "../pipeline/mock-request.ts";
import { findBadEscape } from "./find-bad-escape.ts";
import { findRoundedTexts } from "./find-rounded-texts.ts";

type ParsedQuery = Pick<MockRequest, "query" | "queryProblem" | "roundedQuery">;

/**
 * Reads a query string: flat, percent-decoded, with an array for a repeated name. What is not UTF-8 is a problem of the
 * request, and not read as something else.
 *
 * @example
 * parseQuery("status=completed&type=a&type=b"); // { query: { status: "completed", type: ["a", "b"] } }
 */
export const parseQuery = (search: string): ParsedQuery => {
  if (search === "") return { query: {} };
  const parameters = new URLSearchParams(search);
  const names = new Set(parameters.keys());
  const query = Object.fromEntries([...names].map((name) => [name, single(parameters.getAll(name))]));
  const queryProblem = findBadEscape(search);
  const roundedQuery = findRoundedTexts(search, query);
  return { query, ...(queryProblem && { queryProblem }), ...(roundedQuery.length > 0 && { roundedQuery }) };
};

const single = (values: readonly string[]): unknown => (values.length === 1 ? values[0] : values);
