import type { Store } from "@task-contracts/mock/engine/store/store";
import { type Ground, plantSeed } from "./plant-seed.ts";
import { readDataFile } from "./read-data-file.ts";
import { readSeed } from "./seed-file.ts";

/**
 * Creates what a seed has, if it is not there from an earlier start.
 *
 * @throws {MockError} If the file cannot be read, or an account cannot be created.
 */
export const plantFile = async (
  file: string,
  { store, ...ground }: Omit<Ground, "existing"> & { readonly store: Store },
): Promise<void> => {
  const seed = readSeed(await readDataFile(file), file);
  const existing = new Set((await store.listAccounts()).map(({ key }) => key));
  await plantSeed(seed, { ...ground, existing });
};
