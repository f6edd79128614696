import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { createPackageFromTarballData, type Package } from "@arethetypeswrong/core";
import type { Tarball } from "./pack.ts";
import type { Manifest } from "./published-packages.ts";

/**
 * Finds what must not be in a published package, and what is missing in it.
 *
 * @param root The root of the repository, which nothing in the package may name.
 */
export async function checkTarball({ path, name }: Tarball, root: string): Promise<string[]> {
  const packed = createPackageFromTarballData(await readFile(path));
  return problemsIn(packed, root).map((problem) => `${name}: ${problem}`);
}

function problemsIn(packed: Package, root: string): string[] {
  const folder = `/node_modules/${packed.packageName}/`;
  const files = packed.listFiles(folder).map((file) => file.slice(folder.length));
  const read = (file: string): string => packed.readFile(`${folder}${file}`);
  const missing = ["LICENSE", "README.md"].filter((file) => !files.includes(file));
  const surplus = files.filter((file) => /^(?:test|scripts|src)\/|\.test\.|\.tsbuildinfo$|\.env/.test(file));
  const naming = files.filter((file) => namesFolder(read(file), root));
  const manifest = JSON.parse(read("package.json")) as Manifest;
  return [
    ...missing.map((file) => `${file} is missing. Put it beside package.json.`),
    ...surplus.map(
      (file) => `${file} is of no use to anybody else. Leave it out of \`files\` in package.json.`,
    ),
    ...naming.map((file) => `${file} names a folder of this machine. Build it without.`),
    ...(/"(?:workspace|catalog):/.test(JSON.stringify(manifest))
      ? ["package.json has a version that only this repository understands. Pack it with pnpm."]
      : []),
    ...(manifest.publishConfig?.access === "public" ? [] : ["`publishConfig.access` must be `public`."]),
  ];
}

const namesFolder = (text: string, root: string): boolean =>
  text.includes(root) || (homedir() !== "/" && text.includes(`${homedir()}/`));
