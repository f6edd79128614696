import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** An import of a file beside the one that imports it. */
const relativeImport = /(?<=(?:from |import\()")\.\/([^"]+)\.js(?=")/g;

/**
 * Writes the types of entries a second time, as `.d.cts`, with the files that they import: in a package of ES modules,
 * the compiler takes `.d.ts` for the types of one, which CommonJS may not require.
 *
 * @param folder where the `.d.ts` are, all side by side
 * @param entries the names of their files, without `.d.ts`
 */
export const writeCommonJsDeclarations = async (
  folder: string,
  entries: readonly string[],
): Promise<void> => {
  const names = new Set(entries);
  // What is added meanwhile is gone through as well.
  for (const name of names) {
    const code = await readFile(join(folder, `${name}.d.ts`), "utf8");
    for (const [, imported = ""] of code.matchAll(relativeImport)) names.add(imported);
    await writeFile(join(folder, `${name}.d.cts`), code.replaceAll(relativeImport, "./$1.cjs"));
  }
};
