import { expect, test } from "vitest";
import { readmeTable, summaryOf } from "./readme-table.ts";
import type { Report } from "./report.ts";

const report: Report = {
  startedAt: "2026-01-02T03:04:05.678Z",
  minutes: 12,
  command: "pnpm bench",
  loadAtStart: 0.1,
  machine: {
    cpu: "A CPU",
    cores: 2,
    memory: 8,
    system: "Linux 6",
    node: "v24.0.0",
    versions: { prism: "5.0.0" },
  },
  rows: [
    {
      id: "get",
      what: "GET",
      unit: "/s",
      measured: [{ who: "Task Contracts", samples: [900, 1000, 1200] }],
      verdicts: [
        { against: "Prism CLI", values: [12, 16, 17], unit: "×", goal: { atLeast: 15 } },
        { against: "bare node:http", values: [0.4, 0.45], unit: "×", goal: { atLeast: 0.5 } },
      ],
      checks: [],
    },
    {
      id: "sweep-get",
      what: "GET of many",
      unit: "/s",
      measured: [
        { who: "1,000 tasks", samples: [3000] },
        { who: "9,000 tasks", samples: [2000] },
      ],
      verdicts: [{ against: "with 1,000 tasks", values: [1.5], unit: "×" }],
      checks: [],
    },
    {
      id: "memory",
      what: "memory of many",
      unit: "MB",
      measured: [
        { who: "1,000 tasks", samples: [10] },
        { who: "9,000 tasks", samples: [20] },
      ],
      verdicts: [{ values: [1250], unit: "B" }],
      checks: [],
    },
    {
      id: "warm",
      what: "start",
      unit: "ms",
      measured: [{ who: "Task Contracts", samples: [1.234] }],
      verdicts: [{ values: [1.234], unit: "ms", goal: { atMost: 60 } }],
      checks: [],
    },
  ],
};

test("a table has our figures, the ratios to each peer, and in bold the goals that are reached", () => {
  const [head, rule, ...rest] = readmeTable(report).split("\n");
  const cells = rest.slice(0, 4).map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

  expect(head).toContain("| ÷ Prism CLI");
  expect(rule).toMatch(/^\|( -+ \|){6}$/);
  expect(cells).toEqual([
    ["GET", "1,000/s", "**16×** (goal ≥ 15×)", "", "0.425× (goal ≥ 0.5×)", ""],
    ["GET of many, 9,000 tasks", "2,000/s", "", "", "", "time ÷ that with 1,000 tasks: 1.5×"],
    ["memory of many", "20 MB", "", "", "", "1,250 B per task"],
    ["start", "1.23 ms", "", "", "", "**1.23 ms** (goal ≤ 60 ms)"],
  ]);
  expect(rest.at(-1)).toBe(
    "Measured on 2026-01-02: A CPU, 2 cores, 8 GiB, Linux 6, Node v24.0.0; prism 5.0.0.",
  );
});

test("the summary has the rows by which readers decide, and the machine", () => {
  const { machine, rows } = summaryOf(report);

  expect(rows.map(({ id }) => id)).toEqual(["get"]);
  expect(machine).toBe(report.machine);
});
