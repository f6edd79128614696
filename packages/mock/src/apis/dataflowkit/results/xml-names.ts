/** The productions `NameStartChar` and `NameChar` of XML 1.0, without the colon, which would be read as a namespace. */
const start =
  "A-Z_a-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C\\u200D\\u2070-\\u218F" +
  "\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD\\u{10000}-\\u{EFFFF}";

const noNameCharacter = new RegExp(`[^${start}.\\d\\u00B7\\u0300-\\u036F\\u203F\\u2040-]`, "gu");

/** Names that begin with "xml" are reserved. */
const badStart = new RegExp(`^(?![${start}])|^(?=[Xx][Mm][Ll])`, "u");

/**
 * Converts column names, which can be anything, to distinct element names. Valid ones stay as they are, unless
 * one before them has the same.
 *
 * @example
 * xmlNames(["title", "unit price", "2nd", "unit/price"]); // ["title", "unit_price", "_2nd", "unit_price_2"]
 */
export const xmlNames = (columns: readonly string[]): string[] => {
  const taken = new Set<string>();
  for (const column of columns) {
    const name = column.replaceAll(noNameCharacter, "_").replace(badStart, "_");
    let different = name;
    for (let number = 2; taken.has(different); number++) different = `${name}_${number}`;
    taken.add(different);
  }
  return [...taken];
};
