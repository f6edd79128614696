import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ReleasePlan } from "@changesets/types";
import type { Changes } from "./compare-releases.ts";
import { changelogFile, recordFolder } from "./files.ts";
import { contractsPackage } from "./find-shortfalls.ts";
import type { Impact } from "./impact.ts";

/** What a release changed in the contracts. */
export interface ChangelogEntry {
  /** The version of `@task-contracts/contracts`, which the contracts that changed bear as well. */
  readonly version: string;

  /** The day of the release: `2026-03-02`. */
  readonly date: string;

  /** What the changesets say of it, in Markdown. */
  readonly sentences: readonly string[];

  /** What was found in each contract that changed, the greatest first. */
  readonly contracts: Readonly<
    Record<string, readonly { readonly impact: Impact; readonly where: string; readonly what: string }[]>
  >;
}

/** Reads what earlier releases of a repository have changed, the latest first. Nothing before the first release. */
export async function readChangelog(root: string): Promise<ChangelogEntry[]> {
  const file = join(root, recordFolder, changelogFile);
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "[]";
    throw error;
  });
  try {
    return JSON.parse(text) as ChangelogEntry[];
  } catch (error) {
    throw new Error(
      `${file} is not JSON. Mend it, or take it from Git: nothing else knows of earlier releases.`,
      {
        cause: error,
      },
    );
  }
}

/** Writes down a release: the changes of the contracts, and what the changesets of their package say of it. */
export function changelogEntry(
  { changesets }: Pick<ReleasePlan, "changesets">,
  { version, date }: { readonly version: string; readonly date: string },
  changes: Changes,
): ChangelogEntry {
  return {
    version,
    date,
    sentences: changesets
      .filter(({ releases }) => releases.some(({ name }) => name === contractsPackage))
      .map(({ summary }) => summary.replaceAll(/\s+/g, " ")),
    contracts: Object.fromEntries(
      Array.from(changes, ([id, list]) => [
        id,
        list.map(({ impact, where, what }) => ({ impact, where, what })),
      ]),
    ),
  };
}
