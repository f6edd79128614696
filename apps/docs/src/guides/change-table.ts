import { table } from "../markdown/table.ts";

/** A difference between two APIs, in words. */
export interface ApiChange {
  /** Which operation, and which part of it. */
  readonly where: string;

  /** What happened to what is named: changes of one kind at one place share a sentence. Absent: `what` is a sentence. */
  readonly kind?: "New" | "Gone";
  readonly what: string;

  /** Whether an app that worked before has to be changed because of it. */
  readonly isBreaking: boolean;
}

/** A table of the changes that break apps, or of those that do not: one row for each place. */
export function changeTable(changes: readonly ApiChange[], isBreaking: boolean): string {
  const rows = Map.groupBy(
    changes.filter((change) => change.isBreaking === isBreaking),
    ({ where }) => where,
  );
  return table(
    ["Where", "What changes"],
    Array.from(rows, ([where, atPlace]) => [where, sentencesFor(atPlace)]),
  );
}

function sentencesFor(changes: readonly ApiChange[]): string {
  const listed = (["Gone", "New"] as const).flatMap((kind) => {
    const names = changes.filter((change) => change.kind === kind).map(({ what }) => what);
    return names.length > 0 ? [`${kind}: ${names.join(", ")}.`] : [];
  });
  const others = changes.filter(({ kind }) => kind === undefined).map(({ what }) => what);
  return [...others, ...listed].join(" ");
}
