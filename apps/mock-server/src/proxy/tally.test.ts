import { expect, test } from "vitest";
import type { Answer } from "../pipeline/answer.ts";
import type { ReportedViolation } from "../pipeline/violation.ts";
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
): Answer => ({
  operationId,
  response: asForwarded({ statusCode: 200, body: Buffer.from("{}") }),
  violations,
  defects: [],
});

test("the same rule at the same place counts as one kind, whichever item it was", () => {
  const tally = new Tally();
  tally.add(answer([violation(["response", "body", "docs", "0", "type"], "type", "docs[0].type is 1.")]));
  tally.add(answer([violation(["response", "body", "docs", "7", "type"], "type", "docs[7].type is 2.")]));
  tally.add(answer([violation(["request", "query", "limit"], "minimum", "limit is 0.")]));
  tally.add(answer([]));

  expect(tally.summary()).toEqual({
    requests: 4,
    faulty: 3,
    unanswered: 0,
    unchecked: 0,
    violations: [
      { operation: "getTask", count: 2, example: "In the answer: docs[0].type is 1." },
      { operation: "getTask", count: 1, example: "limit is 0." },
    ],
  });
});

test("two undocumented statuses are two kinds", () => {
  const tally = new Tally();
  for (const status of [418, 451]) {
    tally.add(
      answer([violation(["response"], "status", `The contract does not document the status ${status}.`)]),
    );
  }

  expect(tally.summary().violations).toHaveLength(2);
});

test("an answer of the proxy itself is none of the service", () => {
  const tally = new Tally();
  tally.add({ ...answer([]), response: { statusCode: 502, body: { status_code: 502 } } });

  expect(tally.summary()).toEqual({ requests: 1, faulty: 0, unanswered: 1, unchecked: 0, violations: [] });
});

test("a body that was too long to be checked is no violation", () => {
  const tally = new Tally();
  tally.add(
    answer([{ ...violation(["response", "body"], "unchecked", "It is long."), severity: "Information" }]),
  );

  expect(tally.summary()).toEqual({ requests: 1, faulty: 0, unanswered: 0, unchecked: 1, violations: [] });
});
