/** Writes into each published package where it comes from, after the `repository` of the root package.json has changed. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { repository } from "../src/files.ts";
import { packageLinks } from "../src/package-links.ts";
import { publishedPackages, readManifest } from "../src/published-packages.ts";

const { repository: source } = await readManifest(repository);
if (source === undefined)
  throw new Error("The root package.json has no `repository`. Write there where this repository is.");
for (const { manifest, directory } of await publishedPackages(repository)) {
  const linked = { ...manifest, ...packageLinks(source.url, directory) };
  await writeFile(join(repository, directory, "package.json"), `${JSON.stringify(linked, null, 2)}\n`);
}
