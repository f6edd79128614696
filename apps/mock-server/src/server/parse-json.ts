import { maxDepth } from "./limits.ts";

/**
 * Reads JSON, without the two things that are dangerous in it: depth, which overflows the stack of whoever walks the
 * value, and `__proto__`, which changes the prototype of whatever it is copied to and is therefore left out.
 *
 * @example
 * parseJson('{ "a": 1, "__proto__": { "b": 2 } }'); // { a: 1 }
 */
export const parseJson = (text: string): unknown => {
  if (isTooDeep(text)) {
    throw new Error(`The body has more than ${maxDepth} levels of arrays and objects. Send a flatter one.`);
  }
  try {
    return JSON.parse(text, mayHavePrototype.test(text) ? withoutPrototype : undefined);
  } catch (error) {
    throw new Error(`The body is not valid JSON: ${(error as Error).message}. Correct it there.`, {
      cause: error,
    });
  }
};

/** The name itself, or any escape that might spell it. A reviver for every body would cost much of the speed. */
const mayHavePrototype = /__proto__|\\u00/;

const withoutPrototype = (key: string, value: unknown): unknown => (key === "__proto__" ? undefined : value);

const [backslash, quote, openBrace, openBracket, closeBrace, closeBracket] = Buffer.from('\\"{[}]');

/** Before parsing, since what is too deep should not be built first. */
const isTooDeep = (text: string): boolean => {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length; index++) {
    // By code: a string of its own for each character would take twice the time.
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
