import { expect, test } from "vitest";
import type { PipelineResult } from "@task-contracts/mock/pipeline/pipeline-result";
import type { ReportedViolation } from "@task-contracts/mock/engine/journal";
import { asForwarded } from "./forwarded.ts";
import { Tally } from "./tally.ts";

const violation = (location: readonly string[], code: string, message: string): ReportedViolation => ({
  location,
  severity: "Error",
  code,
  message,
});

const answer = (
  violations: readonly ReportedViolation[],
  operationId: string | undefined = "getTask",
): PipelineResult => ({
  operationId,
  response: asForwarded({ statusCode: 200, body: Buffer.from("{}") }),
  violations,
  defects: [],
});

const nothing = new Tally(10).summary();

test("the same rule at the same place counts as one kind, whichever item it was", () => {
  const tally = new Tally(10);
  tally.add(answer([violation(["response", "body", "docs", "0", "type"], "type", "docs[0].type is 1.")]));
  tally.add(answer([violation(["response", "body", "docs", "7", "type"], "type", "docs[7].type is 2.")]));
  tally.add(answer([violation(["request", "query", "limit"], "minimum", "limit is 0.")]));
  tally.add(answer([]));

  expect(tally.summary()).toEqual({
    requests: 4,
    faulty: 3,
    failed: 3,
    unanswered: 0,
    unchecked: 0,
    violations: [
      { operation: "getTask", count: 2, example: "In the response: docs[0].type is 1." },
      { operation: "getTask", count: 1, example: "limit is 0." },
    ],
    otherViolations: 0,
  });
});

test("two undocumented statuses are two kinds", () => {
  const tally = new Tally(10);
  for (const status of [418, 451]) {
    tally.add(
      answer([violation(["response"], "status", `The contract does not document the status ${status}.`)]),
    );
  }

  expect(tally.summary().violations).toHaveLength(2);
});

test("a response of the proxy itself is not one of the service", () => {
  const tally = new Tally(10);
  tally.add({ ...answer([]), response: { statusCode: 502, body: { status_code: 502 } } });

  expect(tally.summary()).toEqual({ ...nothing, requests: 1, unanswered: 1 });
});

test("a body that was too long to be checked is no violation", () => {
  const tally = new Tally(10);
  tally.add(
    answer([{ ...violation(["response", "body"], "unchecked", "It is long."), severity: "Information" }]),
  );

  expect(tally.summary()).toEqual({ ...nothing, requests: 1, unchecked: 1 });
});

test("a remark that a check stopped early is no violation", () => {
  const tally = new Tally(10);
  tally.add(
    answer([{ ...violation(["request", "body"], "moreErrors", "More is wrong."), severity: "Information" }]),
  );

  expect(tally.summary()).toEqual({ ...nothing, requests: 1 });
});

test("a warning makes a request faulty, but does not fail it", () => {
  const tally = new Tally(10);
  tally.add(answer([{ ...violation(["request", "query", "a"], "unknown", "a?"), severity: "Warning" }]));

  expect(tally.summary()).toMatchObject({ requests: 1, faulty: 1, failed: 0 });
});

test("a request whose client did not wait is not one that the service left unanswered", () => {
  const tally = new Tally(10);
  const { response: _, ...abandoned } = answer([]);
  tally.add(abandoned);

  expect(tally.summary()).toEqual({ ...nothing, requests: 1 });
});

test("names that clients choose for parameters make one kind", () => {
  const tally = new Tally(10);
  for (let count = 0; count < 100; count++) {
    tally.add(answer([violation(["request", "query", `a${count}`], "unknown", `a${count} is unknown.`)]));
  }

  expect(tally.summary()).toMatchObject({
    violations: [{ count: 100, example: "a0 is unknown." }],
    otherViolations: 0,
  });
});

test("kinds are bounded, and what is beyond them is counted together", () => {
  const tally = new Tally(10);
  const add = (count: number): void =>
    tally.add({
      ...answer([violation(["request"], "operation", `No operation ${count}.`)]),
      operationId: undefined,
    });
  for (let count = 0; count < 100; count++) add(count);
  add(0);

  const { faulty, violations, otherViolations } = tally.summary();
  expect({ faulty, kinds: violations.length, otherViolations }).toEqual({
    faulty: 101,
    kinds: 10,
    otherViolations: 90,
  });
  expect(violations[0]).toEqual({ count: 2, example: "No operation 0." });
});
