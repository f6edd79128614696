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

/** Before parsing, since what is too deep should not be built first. */
const isTooDeep = (text: string): boolean => {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (inString) {
      if (character === "\\") index++;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === "{" || character === "[") depth++;
    else if (character === "}" || character === "]") depth--;
    if (depth > maxDepth) return true;
  }
  return false;
};
