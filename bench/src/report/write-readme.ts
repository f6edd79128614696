import { readFileSync, writeFileSync } from "node:fs";

const begin = "<!-- bench:begin, written by pnpm bench --write -->";
const end = "<!-- bench:end -->";

/**
 * Puts a text between the marks of a file.
 *
 * @throws {Error} If the file lacks them.
 * @example
 * writeBetweenMarks("README.md", readmeTable(report));
 */
export const writeBetweenMarks = (file: string, text: string): void => {
  const content = readFileSync(file, "utf8");
  const [from, to] = [content.indexOf(begin), content.indexOf(end)];
  if (from === -1 || to < from) {
    throw new Error(`${file} lacks the lines "${begin}" and "${end}". Put them where the table belongs.`);
  }
  writeFileSync(file, `${content.slice(0, from + begin.length)}\n\n${text}\n\n${content.slice(to)}`);
};
