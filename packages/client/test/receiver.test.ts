import { describe, expect, test } from "vitest";
import { receiveScaleCallback, type ScaleCallback } from "../src/callbacks/index.ts";
import { authKey, callbackRequest, example } from "./callback-requests.ts";
import { completedCallbacks, taskTypes } from "./create-calls.ts";
import { refusalOf, watchedBody } from "./receiving.ts";

describe("a callback", () => {
  test.for(completedCallbacks)("like $name is of the type $type", async ({ type, callback }) => {
    const handled: ScaleCallback[] = [];
    const options = { authKey, onCallback: (received: ScaleCallback) => handled.push(received) };
    const receipt = await receiveScaleCallback(callbackRequest(structuredClone(callback)), options);
    expect(receipt.response.status).toBe(204);
    expect(handled).toEqual([{ kind: "taskCompleted", type, ...callback }]);
    expect(receipt).toMatchObject({ ok: true, callback: handled[0], duplicate: false });
  });

  test("may be of any type", () => {
    expect(new Set(completedCallbacks.map(({ type }) => type))).toEqual(new Set(taskTypes));
  });

  test("about attachments that failed is told apart", async () => {
    const receipt = await receiveScaleCallback(callbackRequest(example("AttachmentErrorCallback")), {
      authKey,
    });
    expect(receipt).toMatchObject({
      ok: true,
      callback: { kind: "attachmentFailed", attachments: expect.any(Array) as [] },
    });
  });

  test("keeps what the contract does not know", async () => {
    const body = { ...example("SupportMessageCallback"), added: { later: true } };
    expect(await receiveScaleCallback(callbackRequest(body), { authKey })).toMatchObject({ callback: body });
  });

  test("is accepted with any of several keys", async () => {
    const receipt = await receiveScaleCallback(callbackRequest(), { authKey: ["cb_new", authKey] });
    expect(receipt.ok).toBe(true);
  });
});

describe("the sender is checked before the body is read:", () => {
  test.for([
    ["a wrong key", { "scale-callback-auth": "cb_8d1f6e0b" }],
    ["the beginning of the key", { "scale-callback-auth": "cb_8d" }],
    ["an empty key", { "scale-callback-auth": "" }],
    ["the key twice", { "scale-callback-auth": `${authKey}, ${authKey}` }],
  ] as const)("%s", async ([, headers]) => {
    const { body, read } = watchedBody([new TextEncoder().encode("{}")]);
    const [status, error] = await refusalOf(callbackRequest(body, headers));
    expect([status, error.code, read()]).toEqual([401, "unauthorized", 0]);
    expect(error.message).toContain("is wrong, or was sent twice");
  });

  test("no key", async () => {
    const { body, read } = watchedBody([new TextEncoder().encode("{}")]);
    const request = callbackRequest(body);
    request.headers.delete("scale-callback-auth");
    const [status, error] = await refusalOf(request);
    expect([status, error.message, read()]).toEqual([
      401,
      "The header scale-callback-auth is missing. Ignore this request.",
      0,
    ]);
  });

  test("two headers, as `Headers` joins them", async () => {
    const request = callbackRequest();
    request.headers.append("scale-callback-auth", authKey);
    expect((await refusalOf(request))[0]).toBe(401);
  });
});

describe("a request that is no callback is refused:", () => {
  test("another method", async () => {
    const request = new Request("https://shop.example/", { headers: { "scale-callback-auth": authKey } });
    const receipt = await receiveScaleCallback(request, { authKey });
    expect([receipt.response.status, receipt.response.headers.get("allow")]).toEqual([405, "POST"]);
  });

  test("another media type", async () => {
    const [status, error] = await refusalOf(callbackRequest("a=b", { "content-type": "text/plain" }));
    expect([status, error.code]).toEqual([415, "unsupported_media_type"]);
  });

  test.for(["{", "", "undefined", '{"a":1}x'])("broken JSON: %j", async (text) => {
    const [status, error] = await refusalOf(callbackRequest(text));
    expect([status, error.code]).toEqual([400, "malformed"]);
  });

  test("text that is not UTF-8", async () => {
    const { body } = watchedBody([Uint8Array.of(34, 0xff, 34)]);
    expect((await refusalOf(callbackRequest(body)))[1].code).toBe("malformed");
  });

  test.for([null, [], "text", 5, {}])("JSON that is no callback: %j", async (body) => {
    expect((await refusalOf(callbackRequest(JSON.stringify(body))))[1].code).toBe("invalid");
  });

  test("a task of an unknown type", async () => {
    const [, error] = await refusalOf(
      callbackRequest({ task_id: "5f2b", response: {}, task: { type: "poem" } }),
    );
    expect(error.message).toBe(
      `The callback is not what the contract says: /task/type must be one of ${taskTypes.join(", ")}, but is "poem". See error.violations.`,
    );
  });

  test("a callback with parts that are wrong, all of which are named", async () => {
    const body = { ...example("SupportMessageCallback"), task_id: 5, response: { category: 3 } };
    const [status, error] = await refusalOf(callbackRequest(body));
    expect(status).toBe(400);
    expect(error.violations).toEqual([
      { path: "/task_id", message: "must be string", value: 5 },
      { path: "/response/category", message: expect.any(String) as string, value: 3 },
    ]);
    expect(error.message).toMatch(
      /\/task_id must be string, but is 5; \/response\/category must be .*, but is 3\./,
    );
  });

  test("with many violations, of which the message names the first", async () => {
    const [, error] = await refusalOf(
      callbackRequest({ task_id: "5f2b", response: {}, task: { type: "comparison" } }),
    );
    expect(error.violations.length).toBeGreaterThan(5);
    expect(error.message).toMatch(/; and \d+ more\. See error\.violations\.$/);
  });

  test("with more violations than anyone reads, of which 20 are kept", async () => {
    const body = structuredClone(example("StreetCrossingCallback")) as { response: { annotations: unknown } };
    body.response.annotations = Array.from({ length: 1000 }, () => 1);
    const [status, error] = await refusalOf(callbackRequest(body));
    expect(status).toBe(400);
    expect(error.violations).toHaveLength(20);
    expect(error.violations.at(-1)).toMatchObject({ path: "/response/annotations/19", value: 1 });
    expect(error.message).toMatch(/; and more than 15 more\. See error\.violations\.$/);
  });
});
