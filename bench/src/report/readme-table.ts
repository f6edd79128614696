import { median } from "../stats/median.ts";
import { names } from "../servers/peer.ts";
import { goalInWords, valueInWords, withUnit } from "./format.ts";
import { reaches } from "./goals.ts";
import { inWords } from "./machine.ts";
import { markdownTable } from "./markdown-table.ts";
import type { Report } from "./report.ts";
import type { Row, Verdict } from "./row.ts";

const peers = [names.prism, names.scalar, names.bare];

/**
 * The table of a README: a line for each thing that was measured, with what we did and how it compares.
 *
 * @example
 * readmeTable(report); // "| what | ours | …"
 */
export const readmeTable = ({ rows, machine, startedAt }: Report): string =>
  [
    markdownTable([["what", "ours", ...peers.map((name) => `÷ ${name}`), "otherwise"], ...rows.map(cellsOf)]),
    "",
    `Measured on ${startedAt.slice(0, 10)}: ${inWords(machine)}.`,
  ].join("\n");

/** The ids of the rows by which readers decide. */
const summaryRows = new Set(["get", "post-json", "start", "library-warm", "callbacks"]);

/** A report with only the most important rows. */
export const summaryOf = (report: Report): Report => ({
  ...report,
  rows: report.rows.filter(({ id }) => summaryRows.has(id)),
});

const cellsOf = ({ what, unit, measured, verdicts }: Row): string[] => {
  const others = verdicts.filter(({ against }) => against === undefined || !isPeer(against));
  // Where sizes are compared, the smallest comes first, and the largest is what the figure is about.
  const isGrowth = verdicts.some(({ against }) => against === `with ${measured[0]?.who}`);
  const isPerTask = verdicts.some(({ against, unit: per }) => against === undefined && per === "B");
  const shown = isGrowth || isPerTask ? measured.at(-1) : measured[0];
  return [
    isGrowth ? `${what}, ${shown?.who}` : what,
    withUnit(median(shown?.samples ?? []), unit),
    ...peers.map((name) =>
      verdicts
        .filter(({ against }) => against === name)
        .map(cellOf)
        .join(),
    ),
    others.flatMap(otherwise).join("; "),
  ];
};

const isPeer = (name: string): boolean => peers.some((peer) => peer === name);

const cellOf = (verdict: Verdict): string => {
  const { goal, unit, values } = verdict;
  if (!goal) return valueInWords(verdict);
  const isReached = reaches(median(values), goal);
  return `${isReached ? `**${valueInWords(verdict)}**` : valueInWords(verdict)} (goal ${goalInWords(goal, unit)})`;
};

const otherwise = (verdict: Verdict): string | [] => {
  const { against, unit, goal } = verdict;
  if (against !== undefined) {
    // Sizes are compared by the time that one operation takes.
    return `${against.startsWith("with ") ? "time ÷ that" : "÷"} ${against}: ${cellOf(verdict)}`;
  }
  if (unit === "B") return `${cellOf(verdict)} per task`;
  // Without a goal, it only repeats the figure.
  return goal ? cellOf(verdict) : [];
};
