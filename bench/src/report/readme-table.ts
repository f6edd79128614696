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

const cellsOf = ({ what, unit, measured, verdicts }: Row): string[] => {
  const others = verdicts.filter(({ against }) => against === undefined || !isPeer(against));
  return [
    what,
    withUnit(median(ourSamples(measured, verdicts)), unit),
    ...peers.map((name) =>
      verdicts
        .filter(({ against }) => against === name)
        .map(cellOf)
        .join(),
    ),
    others.map(otherwise).join("; "),
  ];
};

/** Those whose growth is compared stand last, since sizes go up. */
const ourSamples = (measured: Row["measured"], verdicts: Row["verdicts"]): readonly number[] => {
  const isGrowth = verdicts.some(({ against }) => against === `with ${measured[0]?.who}`);
  return (isGrowth ? measured.at(-1) : measured[0])?.samples ?? [];
};

const isPeer = (name: string): boolean => peers.some((peer) => peer === name);

const cellOf = (verdict: Verdict): string => {
  const { goal, unit, values } = verdict;
  if (!goal) return valueInWords(verdict);
  const isReached = reaches(median(values), goal);
  return `${isReached ? `**${valueInWords(verdict)}**` : valueInWords(verdict)} (goal ${goalInWords(goal, unit)})`;
};

const otherwise = (verdict: Verdict): string => {
  const { against, unit } = verdict;
  if (against === undefined) return unit === "B" ? `${cellOf(verdict)} per task` : cellOf(verdict);
  // Sizes are compared by the time that one operation takes.
  return `${against.startsWith("with ") ? "time ÷ that" : "÷"} ${against}: ${cellOf(verdict)}`;
};
