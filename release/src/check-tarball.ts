import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import type { Tarball } from "./pack.ts";
import { readManifest } from "./published-packages.ts";
import { run } from "./run.ts";

/**
 * Finds what must not be in a published package, and what is missing in it.
 *
 * @param root The root of the repository, which nothing in the package may name.
 */
export async function checkTarball({ path, name }: Tarball, root: string): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), "tarball-"));
  try {
    await run("tar", ["-xzf", path, "-C", folder], folder);
    return (await problemsIn(join(folder, "package"), root)).map((problem) => `${name}: ${problem}`);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function problemsIn(folder: string, root: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) =>
      join(parentPath, name)
        .slice(folder.length + 1)
        .replaceAll("\\", "/"),
    );
  const missing = ["LICENSE", "README.md", "package.json"].filter((file) => !files.includes(file));
  const surplus = files.filter((file) => /^(?:test|scripts|src)\/|\.test\.|\.tsbuildinfo$|\.env/.test(file));
  const texts = await Promise.all(
    files.map(async (file): Promise<[string, string]> => [file, await readFile(join(folder, file), "utf8")]),
  );
  const naming = texts.filter(
    ([, text]) => text.includes(root) || (homedir() !== "/" && text.includes(`${homedir()}/`)),
  );
  const manifest = await readManifest(folder);
  return [
    ...missing.map((file) => `${file} is missing. Put it beside package.json.`),
    ...surplus.map(
      (file) => `${file} is of no use to anybody else. Leave it out of \`files\` in package.json.`,
    ),
    ...naming.map(([file]) => `${file} names a folder of this machine. Build it without.`),
    ...(/"(?:workspace|catalog):/.test(JSON.stringify(manifest))
      ? ["package.json has a version that only this repository understands. Pack it with pnpm."]
      : []),
    ...(manifest.publishConfig?.access === "public" ? [] : ["`publishConfig.access` must be `public`."]),
  ];
}
