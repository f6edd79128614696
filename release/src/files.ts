import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { OpenApiDocument } from "@task-contracts/openapi-model";

/** The root of this repository. */
export const repository: string = fileURLToPath(new URL("../..", import.meta.url));

/** Where the contracts as they were last released are kept, below the root of a repository. */
export const recordFolder = "openapi/released";

/** Beside the contracts in that folder: what changed in each release. */
export const changelogFile = "changelog.json";

/** Where `packages/contracts` puts the bundles that it builds. */
export const bundleFolder = "packages/contracts/dist";

/**
 * Reads the bundled contracts of a folder by their API ids. None if there is no such folder.
 *
 * @example
 * const released = await readContracts(join(repository, recordFolder));
 */
export async function readContracts(folder: string): Promise<Map<string, OpenApiDocument>> {
  const files = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  const names = files.filter((name) => name.endsWith(".json") && name !== changelogFile).toSorted();
  return new Map(
    await Promise.all(
      names.map(async (name): Promise<[string, OpenApiDocument]> => [
        name.slice(0, -".json".length),
        JSON.parse(await readFile(join(folder, name), "utf8")) as OpenApiDocument,
      ]),
    ),
  );
}
