import { describe, expect, test } from "vitest";
import { accountMark } from "./account-mark.ts";
import type { LogEvent } from "./log-event.ts";
import { fromLevel, levelOf, logLevels } from "./log-levels.ts";

const time = "2026-03-02T09:14:07.500Z";
const request = { event: "request", time, method: "GET", path: "/", duration: 1 } as const;
const delivery = {
  event: "delivery",
  time,
  api: "scale-v1",
  task: "1",
  callback: "taskCompleted",
  url: "http://127.0.0.1/",
  attempt: 1,
  duration: 1,
} as const;

const cases: readonly [string, LogEvent, string][] = [
  ["a request that succeeds", { ...request, status: 200 }, "info"],
  ["a request that is refused", { ...request, status: 404 }, "warn"],
  ["a request whose connection is dropped", request, "warn"],
  ["a request that breaks its contract", { ...request, status: 200, violations: ["id is missing"] }, "warn"],
  ["a callback that arrives", { ...delivery, outcome: "succeeded" }, "info"],
  ["a callback that is retried", { ...delivery, outcome: "pending" }, "warn"],
  ["a callback that is given up", { ...delivery, outcome: "failed" }, "warn"],
  ["a defect", { event: "defect", time, message: "It broke." }, "error"],
];

test.each(cases)("%s has its level", (_, event, level) => {
  expect(levelOf(event)).toBe(level);
});

const rank = (level: string): number => logLevels.findIndex((each) => each === level);

describe("a log from a level on", () => {
  test.each(logLevels)("%s has nothing that is less important, and all else", (least) => {
    const seen: LogEvent[] = [];
    const log = fromLevel(least, (event) => void seen.push(event));
    for (const [, event] of cases) log(event);
    expect(seen).toEqual(cases.filter(([, , level]) => rank(level) >= rank(least)).map(([, event]) => event));
  });
});

test("an account is marked in logs by a part of the digest of its key, as the README says", () => {
  expect(accountMark("test_key")).toBe("92488e1e3eee");
  expect(accountMark("test_key")).toBe(accountMark("test_key"));
  expect(accountMark("test_other")).not.toBe(accountMark("test_key"));
});
