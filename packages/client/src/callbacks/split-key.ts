/**
 * Splits the key of a field in a form into the names that it consists of. Names may have pairs of brackets in turn.
 *
 * @returns nothing if there is no name in front, or if brackets do not pair up
 * @example
 * splitKey("task[params][categories][]"); // ["task", "params", "categories", ""]
 */
export const splitKey = (key: string): string[] | undefined => {
  const path: string[] = [];
  let depth = 0;
  let start = 0;
  // Character by character, since the sender decides how many brackets there are.
  for (let index = 0; index < key.length; index++) {
    const character = key[index];
    if (character === "[" && depth++ === 0) {
      if (path.length === 0) path.push(key.slice(0, index));
      // Behind a pair there is nothing but the next pair.
      else if (index > start) return undefined;
      start = index + 1;
    } else if (character === "]" && --depth <= 0) {
      if (depth < 0) return undefined;
      path.push(key.slice(start, index));
      start = index + 1;
    }
  }
  if (path.length === 0) path.push(key);
  else if (depth > 0 || start < key.length) return undefined;
  return path[0] === "" ? undefined : path;
};
