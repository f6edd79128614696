import { describe, expect } from "vitest";
import { test } from "./support/mock-test.ts";
import { createTask, newKey, question, send } from "./support/send.ts";

describe("a given response must be what the contract says", () => {
  const cases = [
    [
      "scale-v1",
      "task/categorization",
      { nonsense: 1 },
      "response needs at least one of error and category.",
    ],
    ["scale-v1", "task/categorization", {}, "response"],
    ["scale-v1", "task/categorization", { category: 7 }, "response.category is 7"],
    ["scale-beta", "task/categorize", { category: "damage", status_code: "200" }, "response.status_code is "],
  ] as const;
  test.for(cases)("%s %s %j", async ([api, path, response, error], { mock }) => {
    const key = newKey("live");
    const json = { ...question, callback_url: "http://127.0.0.1:9/" };
    const id = String((await send(mock, `POST /${api}/${path}`, { key, json })).body["task_id"]);

    const refused = await send(mock, `POST /_mock/tasks/${id}/complete`, { json: { response } });
    expect(refused.status).toBe(400);
    expect(refused.body["error"]).toContain(error);
    expect((await send(mock, `GET /${api}/task/${id}`, { key })).body["status"]).toBe("pending");
    expect((await send(mock, `POST /_mock/tasks/${id}/complete`)).status).toBe(200);
  });

  test("failed work is reported by an error", async ({ mock, callbacks }) => {
    const key = newKey("live");
    const id = await createTask(mock, key, { callback_url: callbacks.url });
    await mock.account(key).completeTask(id, { error: "The text is too short." });
    expect((await callbacks.waitFor(1)).body).toMatchObject({
      response: { error: "The text is too short." },
    });
    expect((await send(mock, `GET /scale-v1/task/${id}`, { key })).body["response"]).toEqual({
      error: "The text is too short.",
    });
  });

  test("the beta has no word for work that failed, but a status_code", async ({ mock, callbacks }) => {
    const key = newKey("live");
    const json = { ...question, callback_url: callbacks.url };
    const id = String((await send(mock, "POST /scale-beta/task/categorize", { key, json })).body["task_id"]);
    expect((await send(mock, `POST /_mock/tasks/${id}/complete`, { json: { error: "No." } })).status).toBe(
      400,
    );

    await mock.account(key).completeTask(id, { response: { category: "damage", status_code: 500 } });
    expect((await callbacks.waitFor(1)).body).toMatchObject({
      response: { category: "damage", status_code: "500" },
    });
    expect((await send(mock, `GET /scale-beta/task/${id}`, { key })).body["response"]).toMatchObject({
      status_code: 500,
    });
  });
});

describe("a given response must be possible for the request, unless it is forced", () => {
  const elephant = { category: "elephant" };
  const says = 'response.category is "elephant", but must be one of "delivery", "damage".';

  test.for(["scale-v1/task/categorization", "scale-beta/task/categorize"])(
    "over HTTP, for %s",
    async (path, { mock }) => {
      const key = newKey("live");
      const json = { ...question, callback_url: "http://127.0.0.1:9/" };
      const id = String((await send(mock, `POST /${path}`, { key, json })).body["task_id"]);
      const line = `POST /_mock/tasks/${id}/complete`;

      const { status, body } = await send(mock, line, { json: { response: elephant } });
      expect({ status, body }).toMatchObject({ status: 400 });
      expect(body["error"]).toContain(says);
      const task = `GET /${path.split("/")[0]}/task/${id}`;
      expect((await send(mock, task, { key })).body["status"]).toBe("pending");

      expect((await send(mock, line, { form: { response: elephant, force: true } })).status).toBe(200);
      expect((await send(mock, task, { key })).body["response"]).toMatchObject(elephant);
    },
  );

  test("with the library", async ({ mock }) => {
    const key = newKey("live");
    const id = await createTask(mock, key);
    const account = mock.account(key);

    await expect(account.completeTask(id, { response: elephant })).rejects.toThrow(says);
    await account.completeTask(id, { response: elephant, force: true });
    expect((await send(mock, `GET /scale-v1/task/${id}`, { key })).body["response"]).toEqual(elephant);
  });

  test("but never against the contract", async ({ mock }) => {
    const key = newKey("live");
    const id = await createTask(mock, key);

    const forced = mock.account(key).completeTask(id, { response: { category: 7 }, force: true });
    await expect(forced).rejects.toThrow("response.category is 7");
  });
});
