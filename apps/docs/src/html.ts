/** Text that is markup already. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

type Value = string | number | false | undefined | Markup | readonly Value[];

/**
 * Writes markup. What is put in is escaped, unless it is markup itself; `false` and `undefined` leave nothing.
 *
 * @example
 * html`<p>${"a < b"}</p>`.text; // "<p>a &lt; b</p>"
 */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Markup {
  return new Markup(strings.reduce((text, part, index) => text + textOf(values[index - 1]) + part));
}

function textOf(value: Value): string {
  if (value === undefined || value === false) return "";
  if (value instanceof Markup) return value.text;
  return Array.isArray(value) ? value.map(textOf).join("") : escapeHtml(String(value));
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Writes text so that it is text in markup too, between tags as well as in attributes. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** Undoes `escapeHtml`, as a browser does when it reads an attribute. */
export function unescapeHtml(text: string): string {
  return Object.entries(entities).reduceRight(
    (plain, [character, entity]) => plain.replaceAll(entity, character),
    text,
  );
}
