import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** The folder that holds one folder for each API. */
export const root: string = join(import.meta.dirname, "..");

/** The ids of all APIs described here: the names of the folders with an `openapi.yaml`. */
export const apiIds: string[] = readdirSync(root)
  .filter((name) => existsSync(join(root, name, "openapi.yaml")))
  .toSorted();
