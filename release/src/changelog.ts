import type { ReleasePlan } from "@changesets/types";
import type { Changes } from "./compare-releases.ts";
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
      .filter(({ releases }) => releases.some(({ name }) => name === "@task-contracts/contracts"))
      .map(({ summary }) => summary.replaceAll(/\s+/g, " ")),
    contracts: Object.fromEntries(
      Array.from(changes, ([id, list]) => [
        id,
        list.map(({ impact, where, what }) => ({ impact, where, what })),
      ]),
    ),
  };
}
