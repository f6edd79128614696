import { indexTerms } from "../search/terms.ts";

/** How much text is shown before the first match, in characters. */
const BEFORE = 40;

/**
 * A text with the words that matched marked.
 *
 * @param isLong Whether to begin shortly before the first match.
 */
export function highlighted(text: string, terms: ReadonlySet<string>, isLong = false): (Node | string)[] {
  const pieces = text.split(/([\p{L}\p{N}_-]+)/u);
  const matches = pieces.map(
    (piece, index) => index % 2 === 1 && indexTerms(piece).some((term) => terms.has(term)),
  );
  const start = isLong ? startOf(pieces, matches) : 0;
  const nodes = pieces.slice(start).map((piece, index) => {
    if (matches[start + index] !== true) return piece;
    const mark = document.createElement("mark");
    mark.textContent = piece;
    return mark;
  });
  return start > 0 ? ["… ", ...nodes] : nodes;
}

/** The piece with which an excerpt begins. */
function startOf(pieces: readonly string[], matches: readonly boolean[]): number {
  const first = matches.indexOf(true);
  let start = first;
  for (let length = 0; start > 0 && length < BEFORE; start -= 1) length += pieces[start - 1]?.length ?? 0;
  return first < 0 || start < 3 ? 0 : start;
}
