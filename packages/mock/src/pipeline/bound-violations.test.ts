import { expect, test } from "vitest";
import { boundViolations } from "./bound-violations.ts";
import type { ReportedViolation } from "../engine/journal.ts";

const violations = (count: number): ReportedViolation[] =>
  Array.from({ length: count }, (_, index) => ({
    location: ["request", "body", String(index)],
    severity: "Error",
    message: `${index} is wrong.`,
  }));

test("up to 100 violations are reported as they are", () => {
  expect(boundViolations([])).toEqual([]);
  expect(boundViolations(violations(100))).toEqual(violations(100));
});

test("of more, the first 100 are reported, and the others counted", () => {
  const bounded = boundViolations(violations(130));
  expect(bounded.slice(0, 100)).toEqual(violations(100));
  expect(bounded.slice(100)).toMatchObject([{ code: "moreViolations", message: "30 more are left out." }]);
});

test("long messages and locations are cut", () => {
  const [bounded] = boundViolations([
    {
      location: Array.from({ length: 50 }, () => "x".repeat(200)),
      severity: "Error",
      message: "y".repeat(2000),
    },
  ]);
  expect(bounded).toEqual({
    location: Array.from({ length: 40 }, () => `${"x".repeat(100)}…`),
    severity: "Error",
    message: `${"y".repeat(1000)}…`,
  });
});
