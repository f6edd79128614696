import type { RoundedText } from "./parsed.ts";
import { explainInexact, findInexactTexts } from "./inexact-number.ts";

/**
 * Finds the texts of a form or a query that would be rounded if the contract has numbers there.
 *
 * @example
 * findRoundedTexts("min_width=9007199254740993", { min_width: "9007199254740993" });
 * // [{ path: ["min_width"], message: "min_width is 9007199254740993, but would come back as 9007199254740992: …" }]
 */
export const findRoundedTexts = (raw: string, value: unknown): readonly RoundedText[] =>
  findInexactTexts(raw, value).map((inexact) => ({
    path: inexact.path,
    message: `${explainInexact(inexact)} Send a number with fewer digits.`,
  }));
