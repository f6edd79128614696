/** How a language writes data. */
export interface Dialect {
  readonly key: (name: string) => string;
  readonly true: string;
  readonly false: string;
  readonly null: string;

  /** Whether `{ a: 1 }` has spaces inside its braces. */
  readonly spacedBraces: boolean;

  /** How many spaces a level is indented by. */
  readonly indent: number;

  /** Whether a comma follows the last entry of what is written on several lines. */
  readonly trailingComma: boolean;

  /** Text between double quotes. */
  readonly text: (value: string) => string;
}

/** How long a line of a sample may get before an array or object is broken into several lines. */
const WIDTH = 76;

/**
 * Writes data as the source text of a language, broken into lines as a formatter would.
 *
 * @param column How much of the first line is taken already.
 * @param level How deep the surrounding text is indented.
 * @example
 * literal({ urgency: "day" }, javascript); // { urgency: "day" }
 */
export function literal(value: unknown, dialect: Dialect, column = 0, level = 0): string {
  const flat = oneLine(value, dialect);
  if (typeof value !== "object" || value === null || column + flat.length <= WIDTH) return flat;
  const inner = " ".repeat(dialect.indent * (level + 1));
  const lines = entriesOf(value, dialect).map(
    ([prefix, item]) => inner + prefix + literal(item, dialect, inner.length + prefix.length, level + 1),
  );
  if (lines.length === 0) return flat;
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  const end = dialect.trailingComma ? ",\n" : "\n";
  return `${open}\n${lines.join(",\n")}${end}${" ".repeat(dialect.indent * level)}${close}`;
}

function oneLine(value: unknown, dialect: Dialect): string {
  if (value === null) return dialect.null;
  if (typeof value === "boolean") return value ? dialect.true : dialect.false;
  if (typeof value === "string") return dialect.text(value);
  if (typeof value === "number") return String(value);
  if (typeof value !== "object") throw new TypeError(`A ${typeof value} is no data.`);
  const items = entriesOf(value, dialect).map(([prefix, item]) => prefix + oneLine(item, dialect));
  if (Array.isArray(value)) return `[${items.join(", ")}]`;
  const space = dialect.spacedBraces && items.length > 0 ? " " : "";
  return `{${space}${items.join(", ")}${space}}`;
}

function entriesOf(value: object, dialect: Dialect): [prefix: string, item: unknown][] {
  return Array.isArray(value)
    ? value.map((item): [string, unknown] => ["", item])
    : Object.entries(value).map(([name, item]): [string, unknown] => [dialect.key(name), item]);
}
