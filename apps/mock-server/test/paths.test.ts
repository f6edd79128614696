import { describe, expect } from "vitest";
import { test } from "./support/mock-test.ts";
import { createTask, question, send } from "./support/send.ts";

describe("a slash at the end of a path makes no difference", () => {
  test("where tasks are created, read, canceled and listed", async ({ mock }) => {
    const key = "live_slashes";
    const id = await createTask(mock, key);
    const json = { ...question, callback_url: "http://127.0.0.1:9/" };

    const created = await send(mock, "POST /scale-v1/task/categorization/", { key, json });
    const read = await send(mock, `GET /scale-v1/task/${id}/`, { key });
    const listed = await send(mock, "GET /scale-v1/tasks/?limit=5", { key });
    const canceled = await send(mock, `POST /scale-v1/task/${id}/cancel/`, { key });

    expect(created).toMatchObject({ status: 200, body: { type: "categorization" } });
    expect(read).toMatchObject({ status: 200, body: { task_id: id } });
    expect(listed).toMatchObject({ status: 200, body: { total: 2, limit: 5 } });
    expect(canceled).toMatchObject({ status: 200, body: { task_id: id, status: "canceled" } });
  });

  test.for(["GET /scale-beta/tasks/", "GET /v1/tasks/", "POST /dataflowkit-v1/tasks/", "GET /_mock/health/"])(
    "%s",
    async (line, { mock, apiKey }) => {
      expect((await send(mock, line, { key: apiKey })).status).toBe(200);
    },
  );

  test.for([
    "GET /scale-v1/task/",
    "GET /scale-v1/task//",
    "POST /scale-v1/task//cancel/",
    "GET /scale-v1/tasks//",
  ])("but is not an empty id: %s", async (line, { mock, apiKey }) => {
    expect((await send(mock, line, { key: apiKey })).status).toBe(404);
  });
});

describe("an unknown task type is called that, and the known ones are named", () => {
  test.for([
    ["/scale-v1/task/polygonannotation", "annotation, audiotranscription, "],
    ["/scale-v1/task/polygonannotation/", "annotation, audiotranscription, "],
    ["/scale-beta/task/polygonannotation", "categorize; "],
  ] as const)("POST %s", async ([path, known], { mock, apiKey }) => {
    const { status, body } = await send(mock, `POST ${path}`, { key: apiKey, json: {} });

    expect(status).toBe(404);
    expect(body["error"]).toContain(`The task type "polygonannotation" is unknown. Use one of ${known}`);
  });

  test("but a method that creates nothing is refused as such", async ({ mock, apiKey }) => {
    const { status, headers, body } = await send(mock, "DELETE /scale-v1/task/polygonannotation", {
      key: apiKey,
    });

    expect([status, headers.get("allow")]).toEqual([405, "GET"]);
    expect(body["error"]).toContain("Use GET.");
  });
});
