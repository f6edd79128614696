import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { publishedPackages } from "./published-packages.ts";
import { run } from "./run.ts";

/** A package as npm gets it. */
export interface Tarball {
  readonly name: string;
  readonly version: string;
  readonly path: string;
}

/**
 * Packs every published package into a folder, which it replaces. pnpm does it, as it does when it publishes: it puts
 * versions in the place of `workspace:` and `catalog:`. They must have been built.
 */
export async function packAll(root: string, folder: string): Promise<Tarball[]> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  return Promise.all(
    (await publishedPackages(root)).map(async ({ manifest: { name, version }, directory }) => {
      const path = join(folder, `${name.replace("@", "").replace("/", "-")}-${version}.tgz`);
      await run("pnpm", ["pack", "--out", path], join(root, directory));
      return { name, version, path };
    }),
  );
}
