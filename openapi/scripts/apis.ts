import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { OpenApiDocument } from "@task-contracts/openapi-model";
import { bundle } from "@task-contracts/openapi-model/redocly";

/** The folder that holds one folder for each API. */
export const root: string = join(import.meta.dirname, "..");

/** The ids of all APIs described here: the names of the folders with an `openapi.yaml`. */
export const apiIds: string[] = readdirSync(root)
  .filter((name) => existsSync(join(root, name, "openapi.yaml")))
  .toSorted();

/** Reads all contracts, bundled, by API id. */
export async function readContracts(): Promise<ReadonlyMap<string, OpenApiDocument>> {
  const bundles = apiIds.map(async (api): Promise<[string, OpenApiDocument]> => [
    api,
    await bundle(join(root, api, "openapi.yaml")),
  ]);
  return new Map(await Promise.all(bundles));
}
