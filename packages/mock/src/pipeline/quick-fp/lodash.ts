// What Prism's `factory` uses of lodash. The bundle has it in place of the original, which takes 15 ms to load:
// decisions/0014-speed.md.

/** Leaves out what counts as false. */
export const compact = <Item>(items: readonly Item[]): Item[] => items.filter(Boolean);

/** Gives an object what it lacks, from the first source that has it. */
export const defaults = (
  object: Record<string, unknown>,
  ...sources: readonly (Readonly<Record<string, unknown>> | null | undefined)[]
): Record<string, unknown> => {
  for (const source of sources)
    for (const name in source) if (object[name] === undefined) object[name] = source[name];
  return object;
};

// Prism requires it, as a module of CommonJS.
const exported = { compact, defaults };
export { exported as "module.exports" };
