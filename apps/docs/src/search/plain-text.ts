/** A part of a text, below a heading. The part before the first heading has an empty title. */
export interface TextSection {
  readonly title: string;
  readonly text: string;
}

/**
 * Divides Markdown at the headings of one level.
 *
 * @example
 * sectionsOf("Hello\n# One\nfirst", 1); // [{ title: "", text: "Hello" }, { title: "One", text: "first" }]
 */
export function sectionsOf(markdown: string, level: number): TextSection[] {
  const heading = new RegExp(`^#{${level}} (.+)$`, "m");
  const [before = "", ...parts] = markdown.split(heading);
  const sections = [{ title: "", text: before.trim() }];
  for (let index = 0; index + 1 < parts.length; index += 2) {
    sections.push({ title: plainText(parts[index] ?? ""), text: (parts[index + 1] ?? "").trim() });
  }
  return sections;
}

/** Leaves out what Markdown needs and readers do not. Code blocks are left out too, since no one searches for them. */
export function plainText(markdown: string): string {
  return markdown
    .replaceAll(/^```.*?^```$/gms, " ")
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replaceAll(/^[|\s:-]+$/gm, " ")
    .replaceAll(/[`*|#]+/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
}
