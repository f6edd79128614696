import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import type { Guide } from "./guide.ts";
import { type Includes, fillIncludes } from "./includes.ts";

const folder = fileURLToPath(new URL("../../guides", import.meta.url));

/** Reads all guides, in the order that their heads give. */
export async function readGuides(includes: Includes): Promise<Guide[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".md"));
  const guides = await Promise.all(
    names.map(async (name) => readGuide(name, await readFile(join(folder, name), "utf8"), includes)),
  );
  return guides.toSorted((a, b) => a.order - b.order);
}

/** A file begins with its title, description, order and perhaps keywords, in YAML between two lines of dashes. */
function readGuide(name: string, text: string, includes: Includes): Guide & { order: number } {
  const [, head, body] = /^---\n(.*?)\n---\n(.*)$/s.exec(text) ?? [];
  if (head === undefined || body === undefined)
    throw new Error(`${name} has no head between two lines of ---.`);
  const facts = parse(head) as Pick<Guide, "description" | "keywords" | "title"> & { order: number };
  return { slug: basename(name, ".md"), ...facts, markdown: fillIncludes(body.trim(), includes, name) };
}
