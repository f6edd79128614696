import Table from "cli-table3";
import { median } from "../stats/median.ts";
import { goalInWords, number, spreadInWords, valueInWords, withUnit } from "./format.ts";
import { reaches } from "./goals.ts";
import { inWords } from "./machine.ts";
import type { Report } from "./report.ts";
import type { Row, Verdict } from "./row.ts";

/** A report for people: what was measured, what it means, and what was not right. */
export const print = ({ rows, machine, loadAtStart, startedAt, minutes }: Report): string =>
  [
    "Measured, as medians of all rounds:",
    measuredTable(rows),
    "Compared, round by round:",
    verdictTable(rows),
    ...problems(rows),
    `${inWords(machine)}; ${startedAt}, ${number(minutes)} minutes, load average ${loadAtStart.toFixed(1)} at the start`,
    "",
  ].join("\n\n");

const plain = { style: { head: [], border: [], compact: true } };

const measuredTable = (rows: readonly Row[]): string => {
  const head = ["what", "who", "median", "spread", "CPU per request", "on a core", "note"];
  const table = new Table({ head, ...plain });
  for (const { what, unit, measured } of rows) {
    for (const [index, { who, samples, cpuMicros, busy, note }] of measured.entries()) {
      table.push([
        index === 0 ? what : "",
        who,
        withUnit(median(samples), unit),
        spreadInWords(samples),
        cpuMicros ? `${number(median(cpuMicros))} µs` : "",
        busy ? `${Math.round(median(busy) * 100)} %` : "",
        note ?? "",
      ]);
    }
  }
  return table.toString();
};

const verdictTable = (rows: readonly Row[]): string => {
  const table = new Table({ head: ["what", "against", "value", "spread", "by CPU", "goal", ""], ...plain });
  for (const { what, verdicts } of rows) {
    for (const [index, verdict] of verdicts.entries()) {
      const { against = "", values, unit, goal, byCpu } = verdict;
      table.push([
        index === 0 ? what : "",
        against,
        valueInWords(verdict),
        spreadInWords(values),
        byCpu === undefined ? "" : `${number(byCpu)}×`,
        goal ? goalInWords(goal, unit) : "",
        outcome(verdict),
      ]);
    }
  }
  return table.toString();
};

/** Whether the goal is reached, if there is one. */
const outcome = ({ goal, values }: Verdict): string => {
  if (!goal) return "";
  return reaches(median(values), goal) ? "reached" : "MISSED";
};

const problems = (rows: readonly Row[]): string[] => {
  const failed = rows.flatMap(({ what, checks }) =>
    checks.filter(({ ok }) => !ok).map((check) => `  ${what}: ${check.what}`),
  );
  return failed.length === 0 ? [] : [`NOT RIGHT, so these rows mean nothing:\n${failed.join("\n")}`];
};
