import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/**
 * Names the folders in `directory` that hold a contract, in alphabetical order. A folder's name is the API's id.
 *
 * @example
 * findApiFolders("openapi"); // ["dataflowkit-v1", "scale-beta", "scale-v1"]
 */
export function findApiFolders(directory: string): string[] {
  return readdirSync(directory)
    .filter((name) => existsSync(join(directory, name, "openapi.yaml")))
    .toSorted();
}
