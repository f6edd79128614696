/**
 * Takes one section out of Markdown, without its heading. The headings below it move two levels down, so that they fit
 * below a heading of a guide.
 *
 * @example
 * sectionOf("# Retries\nAgain and again.\n# Errors\nAlas.", "Retries"); // "Again and again."
 */
export function sectionOf(markdown: string, title: string): string {
  const lines = markdown.split("\n");
  const start = lines.indexOf(`# ${title}`);
  if (start < 0) throw new Error(`There is no section called ${title}.`);
  const length = lines.slice(start + 1).findIndex((line) => line.startsWith("# "));
  const section = length < 0 ? lines.slice(start + 1) : lines.slice(start + 1, start + 1 + length);
  return section
    .map((line) => line.replace(/^#+ /, (marks) => `##${marks}`))
    .join("\n")
    .trim();
}
