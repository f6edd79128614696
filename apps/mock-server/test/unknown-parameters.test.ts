import { describe, expect, onTestFinished, test as plainTest } from "vitest";
import { type LogEvent, startMockServer } from "../src/index.ts";
import { test } from "./support/mock-test.ts";
import { createTask, newKey, send } from "./support/send.ts";

interface Violation {
  readonly location: readonly string[];
  readonly severity: string;
  readonly code: string;
  readonly message: string;
}

const warnings = (header: string | null): Violation[] => JSON.parse(header ?? "[]") as Violation[];

const listParameters =
  "start_time, end_time, status, type, customer_review_status, limit, offset, next_token";

describe("a query parameter that no contract describes is served, with a warning that names the nearest one", () => {
  test.for([
    ["GET /scale-v1/tasks?statuss=completed", "statuss", "Did you mean status?"],
    ["GET /scale-v1/tasks?limit[]=1", "limit[]", "Did you mean limit?"],
    ["GET /scale-v1/tasks?limit%5B0%5D=1", "limit[0]", "Did you mean limit?"],
    ["GET /scale-v1/tasks?startTime=2026-01-01", "startTime", "Did you mean start_time?"],
    ["GET /scale-v1/tasks?project=x", "project", "It takes "],
    ["GET /scale-v1/tasks?project=x&project=y", "project", "It takes "],
    ["GET /scale-beta/tasks?limit=5", "limit", "It takes none."],
    ["GET /scale-v1/tasks?api_key=x", "api_key", "It takes "],
    ["POST /dataflowkit-v1/tasks?api_key=KEY&apikey=x", "apikey", "Did you mean api_key?"],
    ["POST /dataflowkit-v1/tasks?api_key=KEY&limit=x", "limit", "It takes api_key."],
  ] as const)("%s", async ([line, name, advice], { mock, apiKey }) => {
    const [method = "", path = ""] = line.replace("KEY", apiKey).split(" ");
    const response = await fetch(mock.url() + path, {
      method,
      headers: { authorization: `Basic ${btoa(`${apiKey}:`)}` },
    });
    expect(response.status).toBe(200);
    const warning = {
      location: ["request", "query", name],
      severity: "Warning",
      code: "unknown",
      message: expect.stringContaining(
        `${name} is not a parameter of this operation, and was ignored. ${advice}`,
      ) as string,
    };
    expect(warnings(response.headers.get("sl-violations"))).toEqual([warning]);
    const { body: entries } = await send(mock, `GET /_mock/requests?account=${apiKey}`);
    expect(entries).toMatchObject([{ status: 200, violations: [warning] }]);
  });

  test("whose list is that of all tasks, as without it", async ({ mock }) => {
    const key = newKey("live");
    const id = await createTask(mock, key);
    const { body } = await send(mock, "GET /scale-v1/tasks?statuss=completed", { key });
    expect(body).toMatchObject({ total: 1, docs: [{ task_id: id }] });
  });

  test("beside errors, which still refuse the request", async ({ mock, apiKey }) => {
    const { status, headers, body } = await send(mock, "GET /scale-v1/tasks?statuss=completed&limit=0", {
      key: apiKey,
    });
    expect(status).toBe(400);
    expect(body).toEqual({ status_code: 400, error: "limit is 0, but must be at least 1." });
    expect(warnings(headers.get("sl-violations")).map(({ severity }) => severity)).toEqual([
      "Warning",
      "Error",
    ]);
  });

  test("and known ones are served without a word", async ({ mock, apiKey }) => {
    const query = listParameters
      .split(", ")
      .map((name) => ({ limit: "limit=5", offset: "offset=0", status: "status=completed" })[name])
      .filter((pair) => pair !== undefined)
      .join("&");
    const { status, headers } = await send(mock, `GET /scale-v1/tasks?${query}`, { key: apiKey });
    expect({ status, violations: headers.get("sl-violations") }).toEqual({ status: 200, violations: null });
  });

  test("of thousands, only the first are reported", async ({ mock, apiKey }) => {
    const query = Array.from({ length: 2000 }, (_, index) => `x${index}=1`).join("&");
    const { status } = await send(mock, `GET /scale-v1/tasks?${query}`, { key: apiKey });
    expect(status).toBe(200);
    const { body } = await send(mock, `GET /_mock/requests?account=${apiKey}`);
    const [entry] = body as unknown as { violations: unknown[] }[];
    expect(entry?.violations).toHaveLength(20);
  });
});

plainTest("the log warns of it too", async () => {
  const logged: LogEvent[] = [];
  const mock = await startMockServer({ log: (event) => logged.push(event) });
  onTestFinished(mock.close);
  await send(mock, "GET /scale-v1/tasks?statuss=completed", { key: newKey() });
  expect(logged).toMatchObject([
    {
      event: "request",
      status: 200,
      violations: ["statuss is not a parameter of this operation, and was ignored. Did you mean status?"],
    },
  ]);
});
