import { describe, expect, test } from "vitest";
import { receiveScaleBetaCallback } from "../src/callbacks/index.ts";
import { encodeForm } from "../src/scale-beta/index.ts";
import { authKey } from "./callback-requests.ts";

const response = { category: "damage", status_code: "200" };
const payload = {
  task_id: "5e8a41d07c2b9f0012d4a6e1",
  response,
  task: {
    task_id: "5e8a41d07c2b9f0012d4a6e1",
    type: "categorization",
    status: "completed",
    instruction: "What is it about?",
    callback_url: "https://shop.example/callbacks/scale-beta",
    params: { attachment_type: "text", attachment: "It is broken.", categories: ["delivery", "damage"] },
    response,
    created_at: "2026-03-02T09:14:07.412Z",
    completed_at: "2026-03-02T09:15:40.090Z",
  },
};

const formRequest = (
  body: string,
  headers: Record<string, string> = { "scale-callback-auth": authKey },
): Request =>
  new Request("https://shop.example/", {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded; charset=utf-8", ...headers },
    body,
  });

describe("receiveScaleBetaCallback", () => {
  test("takes a form, and answers with exactly 200", async () => {
    const receipt = await receiveScaleBetaCallback(formRequest(encodeForm(payload)), { authKey });
    expect(receipt.response.status).toBe(200);
    expect(receipt).toMatchObject({
      ok: true,
      callback: { kind: "taskCompleted", type: "categorization", ...payload },
    });
  });

  test("makes an array of a single category", async () => {
    const form = encodeForm({
      ...payload,
      task: { ...payload.task, params: { ...payload.task.params, categories: "damage" } },
    });
    const receipt = await receiveScaleBetaCallback(formRequest(form), { authKey });
    expect(receipt.ok && receipt.callback.task.params.categories).toEqual(["damage"]);
  });

  test.for([
    ["JSON", JSON.stringify(payload), 415],
    ["a form that makes no sense", "task_id=1&task_id[a]=2", 400],
    ["a form that is no callback", "task_id=5f2b", 400],
  ] as const)("refuses %s", async ([name, body, status]) => {
    const request = formRequest(body);
    if (name === "JSON") request.headers.set("content-type", "application/json");
    expect((await receiveScaleBetaCallback(request, { authKey })).response.status).toBe(status);
  });

  test("wants the header, unless it is told otherwise", async () => {
    const form = encodeForm(payload);
    const receive = (headers: Record<string, string>, allowMissingAuth: boolean) =>
      receiveScaleBetaCallback(formRequest(form, headers), { authKey, allowMissingAuth });
    expect((await receive({}, false)).response.status).toBe(401);
    expect((await receive({}, true)).response.status).toBe(200);
    expect((await receive({ "scale-callback-auth": "wrong" }, true)).response.status).toBe(401);
  });
});
