import { connect } from "node:net";
import { describe, expect, vi } from "vitest";
import {
  createScaleClient,
  isAbortError,
  isConnectionError,
  isEmptyBodyError,
  isHtmlPageError,
  isMalformedJsonError,
  isTimeoutError,
  type ScaleClientOptions,
} from "../src/scale/index.ts";
import { test } from "./test.ts";

const apiKey = "test_k3y";

/** What a call to a server fails with, without retries. */
const failureAt = async (baseUrl: string, options?: Partial<ScaleClientOptions>): Promise<Error> => {
  const scale = createScaleClient({ apiKey, baseUrl, retries: 0, ...options });
  const outcome: unknown = await scale.getTask("5f2b").catch((error: unknown) => error);
  if (outcome instanceof Error) return outcome;
  throw new Error("The call succeeded.");
};

describe("a server that", () => {
  test("does not answer leads to a timeout", async ({ serve }) => {
    const { url } = await serve(() => undefined);
    const error = await failureAt(url, { timeoutMs: 50 });
    expect(isTimeoutError(error)).toBe(true);
    expect(error).toMatchObject({ name: "TimeoutError", code: "timeout", operationId: "getTask" });
    expect(error.message).toBe("getTask got no complete answer within 50 ms. Raise timeoutMs.");
  });

  test("never ends its body leads to a timeout", async ({ serve }) => {
    const { url } = await serve((_, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      const drip = setInterval(() => response.write(" "), 5);
      response.on("close", () => clearInterval(drip));
    });
    expect(isTimeoutError(await failureAt(url, { timeoutMs: 80 }))).toBe(true);
  });

  test("hangs up leads to a connection error", async ({ serve }) => {
    const { url } = await serve((request) => request.socket.destroy());
    const error = await failureAt(url);
    expect(isConnectionError(error)).toBe(true);
    expect(error).toMatchObject({ code: "connection_failed", operationId: "getTask" });
    expect(error.message).toMatch(/^getTask got no complete answer: UND_ERR_SOCKET|ECONNRESET/);
  });

  test("hangs up within its body leads to a connection error", async ({ serve }) => {
    const { url } = await serve((request, response) => {
      response.writeHead(200, { "content-type": "application/json", "content-length": "100" });
      response.write('{"task_id":', () => request.socket.destroy());
    });
    expect(isConnectionError(await failureAt(url))).toBe(true);
  });

  test("does not speak HTTP leads to a connection error", async ({ serve }) => {
    const { url } = await serve((request) => request.socket.end("SSH-2.0-OpenSSH_9.6\r\n"));
    expect(isConnectionError(await failureAt(url))).toBe(true);
  });

  test("is not there leads to a connection error", async ({ serve }) => {
    const { url } = await serve(() => undefined);
    const closed = await new Promise<string>((resolve) => {
      const socket = connect(Number(new URL(url).port), "127.0.0.1", () => {
        const { localPort } = socket;
        socket.end(() => resolve(`http://127.0.0.1:${localPort}`));
      });
    });
    const error = await failureAt(closed);
    expect(error.message).toBe(
      "getTask got no complete answer: ECONNREFUSED. Check the network, and baseUrl.",
    );
    expect(error.cause).toMatchObject({ name: "TypeError", message: "fetch failed" });
  });

  test("sends broken JSON leads to an error that has it", async ({ serve }) => {
    const { url } = await serve((_, response) => response.end('{"task_id":"5f'));
    const error = await failureAt(url);
    expect(isMalformedJsonError(error)).toBe(true);
    expect(error).toMatchObject({ code: "malformed_json", status: 200, body: '{"task_id":"5f' });
    expect(error.cause).toMatchObject({ name: "SyntaxError" });
  });

  test("sends nothing leads to an error", async ({ serve }) => {
    const { url } = await serve((_, response) => response.end());
    const error = await failureAt(url);
    expect(isEmptyBodyError(error)).toBe(true);
    expect(error).toMatchObject({ code: "empty_body", status: 200 });
  });

  test.for([200, 404, 502])("sends a web page with status %i is not the API", async (status, { serve }) => {
    const page = "<!doctype html><title>Bad Gateway</title>";
    const { url } = await serve((_, response) =>
      response.writeHead(status, { "content-type": "text/html" }).end(page),
    );
    const error = await failureAt(url);
    expect(isHtmlPageError(error)).toBe(true);
    expect(error).toMatchObject({ code: "html_page", status, body: page, operationId: "getTask" });
  });
});

describe("a signal", () => {
  test("stops a call on its way", async ({ serve }) => {
    const controller = new AbortController();
    const { url } = await serve(() => controller.abort(new Error("The user left.")));
    const scale = createScaleClient({ apiKey, baseUrl: url });
    const error: unknown = await scale
      .getTask("5f2b", { signal: controller.signal })
      .catch((reason: unknown) => reason);
    expect(isAbortError(error)).toBe(true);
    expect(error).toMatchObject({ name: "AbortError", code: "aborted", cause: new Error("The user left.") });
  });

  test("that was given before keeps a call from being sent", async ({ serve }) => {
    const { url, requests } = await serve((_, response) => response.end("{}"));
    const call = createScaleClient({ apiKey, baseUrl: url }).getTask("5f2b", { signal: AbortSignal.abort() });
    await expect(call).rejects.toMatchObject({ name: "AbortError" });
    expect(requests).toEqual([]);
  });

  test("stops the wait before a retry", async ({ serve }) => {
    const controller = new AbortController();
    const { url, requests } = await serve((_, response) => {
      response.writeHead(503, { "retry-after": "50" }).end();
      setTimeout(() => controller.abort(), 30);
    });
    const call = createScaleClient({ apiKey, baseUrl: url }).getTask("5f2b", { signal: controller.signal });
    await expect(call).rejects.toMatchObject({ name: "AbortError" });
    expect(requests).toHaveLength(1);
  });
});

test("A fetch that heeds no signal cannot make a call hang.", async () => {
  const error = await failureAt("http://127.0.0.1:9", {
    timeoutMs: 20,
    fetch: () => new Promise(() => undefined),
  });
  expect(isTimeoutError(error)).toBe(true);
});

test("The global fetch is looked up at each call, so that tools can replace it.", async () => {
  const scale = createScaleClient({ apiKey });
  const urls: string[] = [];
  const spy = vi.spyOn(globalThis, "fetch").mockImplementation(async (request) => {
    urls.push((request as Request).url);
    return Response.json({ task_id: "5f2b" });
  });
  await scale.getTask("5f2b");
  spy.mockRestore();
  expect(urls).toEqual(["https://api.scaleapi.com/v1/task/5f2b"]);
});
