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
  {
    event: "delivery",
    time: "2026-03-02T09:14:07.500Z",
    api: "scale-v1",
    task: "65f0c1d2e3f4a5b6c7d8e9f0",
    callback: "taskCompleted",
    url: "http://127.0.0.1:5000/callback",
    attempt: 1,
    status: 503,
    duration: 1.8,
    outcome: "pending",
    retryIn: 12_995,
  },
  {
    event: "request",
    time: "2026-03-02T09:14:07.900Z",
    method: "GET",
    path: "/scale-beta/tasks",
    duration: 1,
    operation: "listTasks",
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
  expect(written(jsonLog)).toBe(events.map((event) => `${JSON.stringify(event)}\n`).join(""));
});

test("people get one line per event, and then what is wrong and what follows", () => {
  // oxlint-disable-next-line no-control-regex -- colours
  expect(written(terminalLog).replaceAll(/\u001B\[\d+m/g, "")).toBe(
    [
      "09:14:07  400  GET /scale-v1/tasks  listTasks  3 ms",
      "          limit is 0, but must be at least 1.",
      "09:14:07  503  → http://127.0.0.1:5000/callback  taskCompleted  task 65f0c1d2e3f4a5b6c7d8e9f0  attempt 1  2 ms",
      "          tried again in 13 s",
      "09:14:07  dropped  GET /scale-beta/tasks  listTasks  1 ms",
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
