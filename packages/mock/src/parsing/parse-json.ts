import { fixedBounds } from "../limits.ts";
import { mayHoldKey } from "../text/redact.ts";
import { explainInexact, findInexactNumber, type NumberOptions } from "./inexact-number.ts";
import { UnreadableBody } from "./unreadable-body.ts";

const maxDepth = fixedBounds.depth.value;

/**
 * Parses JSON, without the two things that are dangerous in it: depth, which overflows the stack of any code that walks the
 * value, and `__proto__`, which changes the prototype of whatever it is copied to and is therefore left out. Numbers that
 * would be returned as others are rejected.
 *
 * @throws {UnreadableBody}
 * @example
 * parseJson('{ "a": 1, "__proto__": { "b": 2 } }'); // { a: 1 }
 */
export const parseJson = (text: string, { mayRound = false }: NumberOptions = {}): unknown => {
  if (isTooDeep(text)) {
    throw new UnreadableBody(
      `The body has more than ${maxDepth} levels of arrays and objects. Send a flatter one.`,
    );
  }
  const value = parse(text);
  if (!mayRound) refuseInexact(text);
  return value;
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text, mayHavePrototype.test(text) ? withoutPrototype : undefined);
  } catch (error) {
    throw new UnreadableBody(
      `The body is not valid JSON: ${reasonOf(error as Error, text)}. Correct it there.`,
      {
        cause: error,
      },
    );
  }
};

/** V8 quotes what is around a mistake. If that may contain a key, only the mistake is reported. */
const reasonOf = ({ message }: Error, text: string): string =>
  mayHoldKey(text) ? message.replace(/, (?:\.\.\.)?".*"(?:\.\.\.)? is not valid JSON$/s, "") : message;

const refuseInexact = (text: string): void => {
  const inexact = findInexactNumber(text);
  if (!inexact) return;
  throw new UnreadableBody(`${explainInexact(inexact)} Send it as a string.`, { path: inexact.path });
};

/** The name itself, or any escape that might encode it. A reviver for every body would cost much of the speed. */
const mayHavePrototype = /__proto__|\\u00/;

const withoutPrototype = (key: string, value: unknown): unknown => (key === "__proto__" ? undefined : value);

const [backslash, quote, openBrace, openBracket, closeBrace, closeBracket] = new TextEncoder().encode(
  '\\"{[}]',
);

/** Before parsing, since a value that is too deep should not be created first. */
const isTooDeep = (text: string): boolean => {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length; index++) {
    // By code: a string for each character would take twice the time.
    const code = text.charCodeAt(index);
    if (inString) {
      if (code === backslash) index++;
      else if (code === quote) inString = false;
    } else if (code === quote) inString = true;
    else if (code === openBrace || code === openBracket) depth++;
    else if (code === closeBrace || code === closeBracket) depth--;
    if (depth > maxDepth) return true;
  }
  return false;
};
