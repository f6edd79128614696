import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readmeTable } from "../src/report/readme-table.ts";
import type { Report } from "../src/report/report.ts";
import type { Row } from "../src/report/row.ts";
import { readings } from "../src/servers/sweep-operations.ts";
import { runBench } from "./support/run-bench.ts";

const temporaryFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "task-contracts-bench-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

/** What a whole run measures, and how many contenders there are. */
const rowsOfAll: Readonly<Record<string, number>> = {
  get: 4,
  "post-json": 4,
  "post-json-whole": 2,
  "post-form": 4,
  list: 4,
  reject: 4,
  start: 5,
  "memory-at-rest": 4,
  foreign: 3,
  "foreign-memory": 3,
  "memory-full": 1,
  "library-cold": 1,
  "library-warm": 1,
  "in-process-pairs": 2,
  "in-process-suite": 2,
  "client-get-createScaleClient": 3,
  "client-get-createScaleHttp": 3,
  "client-post-createScaleClient": 3,
  "client-post-createScaleHttp": 3,
  callbacks: 1,
  "in-flight-time": 2,
  "in-flight-memory": 2,
  sqlite: 2,
  "postgres-post": 5,
  "postgres-get": 5,
  "postgres-list": 5,
  "sweep-memory": 2,
  ...Object.fromEntries(readings.map(({ id }) => [`sweep-${id}`, 2])),
  "sweep-advance": 2,
  "sweep-create": 2,
};

test("the short form measures everything, and everything that it measures is right", async () => {
  const file = join(temporaryFolder(), "report.json");
  const { code, stdout, stderr } = await runBench("--short", "--json", file).ended;
  expect({ code, problems: problemsIn(stdout + stderr) }).toEqual({ code: 0, problems: "" });

  const report = JSON.parse(readFileSync(file, "utf8")) as Report;
  expect(Object.fromEntries(report.rows.map(({ id, measured }) => [id, measured.length]))).toEqual(rowsOfAll);
  expect(report.rows.filter(({ checks }) => checks.some(({ ok }) => !ok))).toEqual([]);
  expect(
    report.rows.filter((row) => !numbersOf(row).every((value) => Number.isFinite(value) && value > 0)),
  ).toEqual([]);
  for (const { what } of report.rows) {
    expect(stdout).toContain(what);
    expect(readmeTable(report)).toContain(`| ${what}`);
  }
});

/** What a run says if something is not right, or the error with which it ended. */
const problemsIn = (output: string): string => /(NOT RIGHT|Error:)[^]*/.exec(output)?.[0] ?? "";

const numbersOf = ({ measured, verdicts }: Row): readonly number[] => [
  ...measured.flatMap(({ samples, cpuMicros = [] }) => [...samples, ...cpuMicros]),
  ...verdicts.flatMap(({ values }) => values),
];

test("autocannon can send the requests instead", async () => {
  const { code, stdout } = await runBench("memory", "--short", "--load", "autocannon").ended;
  expect(code).toBe(0);
  expect(stdout).toContain("memory with 500 tasks");
});

test.for([
  ["a section that does not exist", ["unknown"], "There is no section unknown. Choose from get, post-json,"],
  ["--write without figures of everything", ["get", "--write"], "--write needs figures of everything"],
  ["--write with figures that mean nothing", ["--short", "--write"], "--write needs figures of everything"],
] as const)("%s is refused, with what to do", async ([, args, message]) => {
  const { code, stderr } = await runBench(...args).ended;
  expect(code).toBe(1);
  expect(stderr).toContain(message);
});
