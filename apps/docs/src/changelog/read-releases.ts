import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Release } from "./release.ts";

const file = new URL("released/changelog.json", import.meta.resolve("@task-contracts/openapi/package.json"));

/** Reads what the releases changed, the last one first. None if nothing was released yet. */
export async function readReleases(): Promise<Release[]> {
  try {
    return JSON.parse(await readFile(fileURLToPath(file), "utf8")) as Release[];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
