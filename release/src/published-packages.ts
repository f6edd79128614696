import { readFile } from "node:fs/promises";
import { join, sep } from "node:path";
import { getPackages } from "@manypkg/get-packages";

/** What we need of a package.json. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly repository?: { readonly type: string; readonly url: string; readonly directory?: string };
  readonly homepage?: string;
  readonly bugs?: string;
  readonly publishConfig?: { readonly access?: string };
}

/** A package that is published, and where it is in the repository. */
export interface PublishedPackage {
  readonly manifest: Manifest;

  /** Below the root of the repository: `packages/client`. */
  readonly directory: string;
}

/** Lists the packages of a repository that are published: those that are not private. */
export async function publishedPackages(root: string): Promise<PublishedPackage[]> {
  const { packages } = await getPackages(root);
  const all = await Promise.all(
    packages.map(async ({ relativeDir }) => ({
      manifest: await readManifest(join(root, relativeDir)),
      directory: relativeDir.replaceAll(sep, "/"),
    })),
  );
  return all
    .filter(({ manifest }) => manifest.private !== true)
    .toSorted((a, b) => a.directory.localeCompare(b.directory));
}

/** Reads the package.json of a folder. */
export const readManifest = async (folder: string): Promise<Manifest> =>
  JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as Manifest;
