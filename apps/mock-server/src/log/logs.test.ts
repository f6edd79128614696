import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { jsonLog } from "./json-log.ts";
import type { LogEvent } from "./log-event.ts";
import { terminalLog } from "./terminal-log.ts";

const events: readonly LogEvent[] = [
  {
    event: "request",
    time: "2026-03-02T09:14:07.412Z",
    api: "scale-v1",
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

/** Of another zone than UTC, whatever that of the machine is. */
beforeAll(() => {
  vi.stubEnv("TZ", "Asia/Kolkata");
});
afterAll(() => {
  vi.unstubAllEnvs();
});

const written = (log: typeof jsonLog): string => {
  const lines: string[] = [];
  const write = log((line) => lines.push(line));
  for (const event of events) write(event);
  return lines.join("");
};

test("programs get one line of JSON per event, with its level", () => {
  const levels = ["warn", "warn", "warn", "error"];
  expect(written(jsonLog)).toBe(
    events.map((event, index) => `${JSON.stringify({ ...event, level: levels[index] })}\n`).join(""),
  );
});

test("people get one line per event, in the time zone of the machine, and then what is wrong and what follows", () => {
  // oxlint-disable-next-line no-control-regex -- colours
  expect(written(terminalLog).replaceAll(/\u001B\[\d+m/g, "")).toBe(
    [
      "14:44:07  400  GET /scale-v1/tasks  listTasks  3 ms",
      "          limit is 0, but must be at least 1.",
      "14:44:07  503  → http://127.0.0.1:5000/callback  taskCompleted  task 65f0c1d2e3f4a5b6c7d8e9f0  attempt 1  2 ms",
      "          retry in 13 s",
      "14:44:07  dropped  GET /scale-beta/tasks  listTasks  1 ms",
      "14:44:08  defect  GET /  Error: oops",
      "",
    ].join("\n"),
  );
});

const request = (event: Partial<Extract<LogEvent, { event: "request" }>>): LogEvent => ({
  event: "request",
  time: "2026-03-02T09:14:07.412Z",
  method: "POST",
  path: "/scale-v1/task/annotation",
  status: 200,
  duration: 3,
  ...event,
});

const linesOf = (event: LogEvent, options?: Parameters<typeof terminalLog>[1]): string => {
  const lines: string[] = [];
  terminalLog((line) => lines.push(line), options)(event);
  // oxlint-disable-next-line no-control-regex -- colors
  return lines.join("").replaceAll(/\u001B\[\d+m/g, "");
};

test("the line of a request has the ID of the task that it created, and no ID twice", () => {
  const task = "65f0c1d2e3f4a5b6c7d8e9f0";
  expect(linesOf(request({ operation: "createAnnotationTask", task }))).toBe(
    `14:44:07  200  POST /scale-v1/task/annotation  createAnnotationTask  task ${task}  3 ms\n`,
  );
  expect(linesOf(request({ operation: "getTask", task, path: `/scale-v1/task/${task}` }))).toBe(
    `14:44:07  200  POST /scale-v1/task/${task}  getTask  3 ms\n`,
  );
});

test("of the control API, people see only what was refused, unless they want to see all", () => {
  const poll = request({ api: "mock-control-v1", path: "/_mock/clock", operation: "getClock" });
  expect(linesOf(poll)).toBe("");
  expect(linesOf(poll, { control: true })).toContain("/_mock/clock");
  expect(linesOf(request({ api: "mock-control-v1", path: "/_mock/clock", status: 400 }))).toContain("400");
});

test("what a client names cannot steer the terminal", () => {
  const lines: string[] = [];
  const event = request({ violations: ["a\u001B[2Jb is missing."], task: "\u001B[2J" });
  terminalLog((line) => lines.push(line))(event);

  expect(lines[0]).toContain("task \uFFFD[2J");
  expect(lines[1]).toBe("          a\uFFFD[2Jb is missing.\n");
});
