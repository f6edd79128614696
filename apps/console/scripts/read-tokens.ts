import { readFile } from "node:fs/promises";

const site = new URL("../../docs/assets/site.css", import.meta.url);

/**
 * The colours and fonts of the reference site: the rules of `:root`, which are the first of its style sheet. The console looks
 * like the site, and a colour stands in one place.
 *
 * @throws {Error} If the style sheet does not begin with them.
 */
export const readTokens = async (): Promise<string> => {
  const rules = (await readFile(site, "utf8")).match(/^:root(?:\.(?:light|dark))? \{[^}]*\}/gm) ?? [];
  if (rules.length < 3)
    throw new Error(`${site.pathname} has no :root, :root.light and :root.dark any more.`);
  return `${rules.join("\n")}\n`;
};
