/** How many values a generated array may have to have. */
const FULLEST = 100;

/** How many characters a generated text may have to have. */
const LONGEST = 10_000;

/** Bounds the size of the value that is generated for a schema, in place: contracts may ask for a thousand million items. */
export const boundSizes = (node: Record<string, unknown>): void => {
  for (const [name, most] of [
    ["minItems", FULLEST],
    ["minProperties", FULLEST],
    ["minLength", LONGEST],
  ] as const)
    if (Number(node[name]) > most) node[name] = most;
};

/**
 * About how many values an object of a schema has, with all its properties and with full arrays: an upper bound of the work that
 * it takes to generate one.
 *
 * @param schema Without references. Schemas may share parts, of which each is looked at once.
 * @example
 * weightOf({ type: "array", minItems: 50, items: { properties: { a: {}, b: {} } } }); // 151
 */
export const weightOf = (schema: unknown): number => {
  const known = new Map<object, number>();
  const weigh = (node: unknown): number => {
    if (typeof node !== "object" || node === null) return 1;
    const before = known.get(node);
    if (before !== undefined) return before;
    // What contains itself is not followed again.
    known.set(node, 1);
    const { additionalProperties, allOf, anyOf, items, minItems, minProperties } = node as Readonly<
      Record<string, unknown>
    >;
    const { oneOf, patternProperties, prefixItems, properties } = node as Readonly<Record<string, unknown>>;
    const others = [...Object.values(Object(patternProperties) as object), additionalProperties];
    const weight =
      1 +
      sum(Object.values(Object(properties) as object).map(weigh)) +
      sum(list(allOf).map(weigh)) +
      Math.max(0, ...[...list(oneOf), ...list(anyOf)].map(weigh)) +
      (items === undefined ? 0 : Math.max(1, Number(minItems ?? 1)) * weigh(items)) +
      sum(list(prefixItems).map(weigh)) +
      Math.max(1, Number(minProperties ?? 1)) *
        sum(others.map((other) => (typeof other === "object" ? weigh(other) : 0)));
    known.set(node, weight);
    return weight;
  };
  return weigh(schema);
};

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
