/** In characters. No known name is longer. */
const maxLength = 64;

/**
 * The part of a name that counts in comparisons: its beginning up to the first bracket, without case and the separators
 * `-` and `_`. The cost is the same for every name, however long.
 *
 * @example
 * bareName("Limit_[0]"); // "limit"
 */
export const bareName = (name: string): string => {
  const [beginning = ""] = name.slice(0, maxLength).split("[", 1);
  return beginning.replaceAll(/[-_]/g, "").toLowerCase();
};
