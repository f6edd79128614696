import { expect, test } from "vitest";
import { jsonLog } from "./json-log.ts";
import type { LogEvent } from "./log-event.ts";
import { terminalLog } from "./terminal-log.ts";

const events: readonly LogEvent[] = [
  {
    event: "request",
    time: "2026-03-02T09:14:07.412Z",
    method: "GET",
    path: "/scale-v1/tasks",
    status: 400,
    duration: 2.6,
    operation: "listTasks",
    violations: ["limit is 0, but must be at least 1."],
  },
  { event: "defect", time: "2026-03-02T09:14:08.000Z", method: "GET", path: "/", message: "Error: oops" },
];

const written = (log: typeof jsonLog): string => {
  const lines: string[] = [];
  const write = log((line) => lines.push(line));
  for (const event of events) write(event);
  return lines.join("");
};

test("programs get one line of JSON per event", () => {
  expect(written(jsonLog)).toBe(`${JSON.stringify(events[0])}\n${JSON.stringify(events[1])}\n`);
});

test("people get time, status, request, operation and duration, and then what is wrong", () => {
  // oxlint-disable-next-line no-control-regex -- colours
  expect(written(terminalLog).replaceAll(/\u001B\[\d+m/g, "")).toBe(
    [
      "09:14:07  400  GET /scale-v1/tasks  listTasks  3 ms",
      "          limit is 0, but must be at least 1.",
      "09:14:08  defect  GET /  Error: oops",
      "",
    ].join("\n"),
  );
});

test("what a client names cannot steer the terminal", () => {
  const lines: string[] = [];
  const [request] = events;
  if (request?.event !== "request") throw new Error("The first event is a request.");
  terminalLog((line) => lines.push(line))({ ...request, violations: ["a\u001B[2Jb is missing."] });

  expect(lines[1]).toBe("          a\uFFFD[2Jb is missing.\n");
});
