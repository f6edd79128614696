import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/**
 * Replaces a folder by one with exactly the given files. Whoever reads it meets the old files or the new ones,
 * never some of each.
 *
 * @example
 * await replaceFolder("dist", new Map([["index.js", "export {};\n"]]));
 */
export async function replaceFolder(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  const next = `${folder}.${process.pid}.next`;
  try {
    await Promise.all([...files].map(([path, text]) => writeInto(next, path, text)));
    await rm(folder, { recursive: true, force: true });
    await rename(next, folder);
  } finally {
    await rm(next, { recursive: true, force: true });
  }
}

async function writeInto(folder: string, path: string, text: string): Promise<void> {
  const file = join(folder, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}
