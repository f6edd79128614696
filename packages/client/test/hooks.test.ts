import type { ServerResponse } from "node:http";
import { setTimeout } from "node:timers/promises";
import { inspect } from "node:util";
import { describe, expect, onTestFinished, vi } from "vitest";
import { createDataflowKitClient } from "../src/dataflowkit/index.ts";
import { createScaleClient } from "../src/scale/index.ts";
import { categorization } from "./requests.ts";
import { test } from "./test.ts";
import { virtualClock } from "./virtual-clock.ts";

describe("hooks", () => {
  test("see each try, and each answer", async ({ mock, apiKey, account }) => {
    await account.addFault({ target: "request", operation: "listTasks", status: 503 });
    const events: string[] = [];
    const scale = createScaleClient({
      apiKey,
      baseUrl: mock.url("scale-v1"),
      clock: virtualClock(),
      onRequest: ({ operationId, attempt, request }) => {
        events.push(`${attempt} ${operationId} ${request.method}`);
      },
      onResponse: async ({ operationId, attempt, response }) => {
        events.push(`${attempt} ${operationId} ${response.status} ${(await response.text()).slice(0, 8)}`);
      },
    });
    await scale.listTasks().page();
    expect(events).toEqual([
      "1 listTasks GET",
      '1 listTasks 503 {"status',
      "2 listTasks GET",
      '2 listTasks 200 {"docs":',
    ]);
  });

  test("can change a request, or replace it", async ({ serve, apiKey }) => {
    const { url, requests } = await serve((_, response) => response.end("{}"));
    const changing = createScaleClient({
      apiKey,
      baseUrl: url,
      onRequest: ({ request }) => request.headers.set("traceparent", "00-1"),
    });
    await changing.createCategorizationTask(categorization);
    const replacing = createScaleClient({
      apiKey,
      baseUrl: "https://api.example/v1",
      onRequest: ({ request }) => new Request(`${url}/elsewhere`, { headers: request.headers }),
    });
    await replacing.getTask("5f2b");
    expect(requests[0]?.headers).toMatchObject({ traceparent: "00-1", "content-type": "application/json" });
    expect(requests[1]).toMatchObject({ url: "/elsewhere" });
    expect(requests[1]?.headers.authorization).toMatch(/^Basic /);
  });

  test("may read a body that is to be sent", async ({ mock, apiKey }) => {
    const bodies: unknown[] = [];
    const scale = createScaleClient({
      apiKey,
      baseUrl: mock.url("scale-v1"),
      callbackUrl: "http://127.0.0.1:9/",
      onRequest: async ({ request }) => void bodies.push(await request.clone().json()),
    });
    await scale.createCategorizationTask(categorization);
    expect(bodies).toEqual([{ ...categorization, callback_url: "http://127.0.0.1:9/" }]);
  });

  test("never see the key", async ({ mock, apiKey }) => {
    const seen: unknown[] = [];
    const options = {
      apiKey,
      onRequest: ({ request }: { readonly request: Request }) =>
        void seen.push(request.url, ...request.headers),
      onResponse: ({ request, response }: { readonly request: Request; readonly response: Response }) =>
        void seen.push(request.url, ...request.headers, response.url, ...response.headers),
      onError: ({ request, error }: { readonly request: Request; readonly error: unknown }) =>
        void seen.push(request.url, ...request.headers, inspect(error, { depth: Infinity })),
    };
    await createScaleClient({ ...options, baseUrl: mock.url("scale-v1") })
      .listTasks()
      .page();
    await createDataflowKitClient({ ...options, baseUrl: mock.url("dataflowkit-v1") })
      .listTasks()
      .page();
    const failing = {
      ...options,
      retries: 0,
      fetch: async ({ url }: Request) => Promise.reject(new Error(url)),
    };
    await expect(createDataflowKitClient(failing).getTaskInfo("5f2b")).rejects.toThrow("[redacted]");
    expect(seen.length).toBeGreaterThan(6);
    expect(JSON.stringify(seen)).not.toContain(apiKey);
    expect(JSON.stringify(seen)).not.toContain("authorization");
  });

  test("see each try that failed without a response, too: every one ends once", async ({ serve, apiKey }) => {
    const { url, requests } = await serve((request, response) => {
      const count = requests.length;
      if (count === 1) request.socket.destroy();
      else if (count === 2) return;
      else if (count === 3) response.writeHead(502, { "content-type": "text/html" }).end("<p>Bad gateway");
      else response.end('{"task_id":"5f2b"}');
    });
    const events: string[] = [];
    const durations: number[] = [];
    const clock = virtualClock();
    const scale = createScaleClient({
      apiKey,
      baseUrl: url,
      clock,
      timeoutMs: 100,
      onRequest: ({ attempt }) => void clock.sleep(7 * attempt, new AbortController().signal),
      onResponse: ({ attempt, response, durationMs }) => {
        events.push(`${attempt} response ${response.status}`);
        durations.push(durationMs);
      },
      onError: async ({ operationId, attempt, request, error, durationMs }) => {
        events.push(`${attempt} ${operationId} ${request.method} ${(error as Error).name}`);
        durations.push(durationMs);
      },
    });
    await expect(scale.getTask("5f2b")).rejects.toMatchObject({ name: "HtmlPageError" });
    await scale.getTask("5f2b");
    expect(events).toEqual([
      "1 getTask GET ConnectionError",
      "2 getTask GET TimeoutError",
      "3 getTask GET HtmlPageError",
      "1 response 200",
    ]);
    expect(durations).toEqual([7, 14, 21, 7]);
  });

  test.for([
    ["a redirect", "RedirectError", (_: unknown, response: ServerResponse) => response.writeHead(301).end()],
    ["an empty body", "EmptyBodyError", (_: unknown, response: ServerResponse) => response.end()],
    ["broken JSON", "MalformedJsonError", (_: unknown, response: ServerResponse) => response.end("{")],
  ] as const)(
    "see a try that ends with %s, with onError alone",
    async ([, name, listener], { serve, apiKey }) => {
      const { url } = await serve(listener);
      const names: unknown[] = [];
      const onError = ({ error }: { readonly error: unknown }): void =>
        void names.push((error as Error).name);
      for (const options of [{ onError }, { onError, onRequest: () => undefined }]) {
        const scale = createScaleClient({ ...options, apiKey, baseUrl: url });
        await expect(scale.cancelTask("5f2b")).rejects.toMatchObject({ name });
      }
      expect(names).toEqual([name, name]);
    },
  );

  test("see each try once, even if a custom fetch ignores its signal", async ({ apiKey }) => {
    const late = Promise.withResolvers<Response>();
    const events: string[] = [];
    const scale = createScaleClient({
      apiKey,
      timeoutMs: 20,
      retries: 0,
      fetch: () => late.promise,
      onRequest: () => void events.push("request"),
      onResponse: () => void events.push("response"),
      onError: ({ error }) => void events.push((error as Error).name),
    });
    await expect(scale.getTask("5f2b")).rejects.toMatchObject({ name: "TimeoutError" });
    late.resolve(Response.json({ task_id: "5f2b" }));
    await setTimeout(20);
    expect(events).toEqual(["request", "TimeoutError"]);
  });

  test("that take longer than the try has keep its request from being sent", async ({ apiKey }) => {
    const late = Promise.withResolvers<void>();
    const [sent, names]: [Request[], string[]] = [[], []];
    const scale = createScaleClient({
      apiKey,
      timeoutMs: 20,
      fetch: async (request) => {
        sent.push(request);
        return Response.json({ task_id: "5f2b" });
      },
      onRequest: () => late.promise,
      onResponse: () => void names.push("response"),
      onError: ({ error }) => void names.push((error as Error).name),
    });
    await expect(scale.cancelTask("5f2b")).rejects.toMatchObject({ name: "TimeoutError" });
    late.resolve();
    await setTimeout(20);
    expect([sent, names]).toEqual([[], ["TimeoutError"]]);
  });

  test.for<readonly [string, number, () => unknown]>([
    [
      "throws",
      4,
      () => {
        throw new Error("The log is full.");
      },
    ],
    ["rejects", 4, () => Promise.reject(new Error("The log is full."))],
    [
      "throws what is not an error",
      4,
      () => {
        throw Object.create(null);
      },
    ],
    ["never ends", 0, () => new Promise(() => undefined)],
  ])(
    "change nothing with an onError that %s: the call is retried, and fails with its own error",
    async ([, reports, fail], { serve, apiKey }) => {
      const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
      onTestFinished(() => log.mockRestore());
      const { url, requests } = await serve((request) => request.socket.destroy());
      const onError = vi.fn<() => void>(fail);
      const scale = createScaleClient({ apiKey, baseUrl: url, clock: virtualClock(), onError });
      await expect(scale.getTask("5f2b")).rejects.toMatchObject({ name: "ConnectionError" });
      await expect(scale.cancelTask("5f2b")).rejects.toMatchObject({ name: "ConnectionError" });
      expect([requests.length, onError.mock.calls.length]).toEqual([4, 4]);
      await vi.waitFor(() => expect(log).toHaveBeenCalledTimes(reports));
    },
  );

  test("see a try that a signal stopped", async ({ serve, apiKey }) => {
    const controller = new AbortController();
    const { url } = await serve(() => controller.abort());
    const errors: unknown[] = [];
    const onError = ({ error }: { readonly error: unknown }): void => void errors.push(error);
    const call = createScaleClient({ apiKey, baseUrl: url, onError }).getTask("5f2b", {
      signal: controller.signal,
    });
    await expect(call).rejects.toMatchObject({ name: "AbortError" });
    expect(errors).toMatchObject([{ name: "AbortError" }]);
  });

  test("stop the call with what they throw, without a retry", async ({ mock, apiKey, account }) => {
    const failure = new Error("The log is full.");
    const fail = (): never => {
      throw failure;
    };
    const options = { apiKey, baseUrl: mock.url("scale-v1") };
    await expect(
      createScaleClient({ ...options, onRequest: fail })
        .listTasks()
        .page(),
    ).rejects.toBe(failure);
    expect(await account.requests()).toEqual([]);
    await expect(
      createScaleClient({ ...options, onResponse: fail })
        .listTasks()
        .page(),
    ).rejects.toBe(failure);
    expect(await account.requests()).toHaveLength(1);
  });
});

test("Headers of a call come before those of the client, and null takes one away.", async ({
  serve,
  apiKey,
}) => {
  const { url, requests } = await serve((_, response) => response.end("{}"));
  const scale = createScaleClient({ apiKey, baseUrl: url, headers: { "x-team": "blue", "x-tool": "t" } });
  await scale.getTask("5f2b", { headers: { "x-team": "red", "x-tool": null } });
  await scale.getTask("5f2b", { headers: new Headers({ "x-team": "green" }) });
  expect(requests[0]?.headers["x-team"]).toBe("red");
  expect(requests[0]?.headers).not.toHaveProperty("x-tool");
  expect(requests[1]?.headers).toMatchObject({ "x-team": "green", "x-tool": "t" });
});

test("A custom fetch gets the request as it is sent.", async ({ mock, apiKey, account }) => {
  const sent: Request[] = [];
  const scale = createScaleClient({
    apiKey,
    baseUrl: mock.url("scale-v1"),
    fetch: (request) => {
      sent.push(request);
      return fetch(request);
    },
  });
  await scale.listTasks({ limit: 1 }).page();
  expect(sent[0]?.url).toBe(`${mock.url("scale-v1")}/tasks?limit=1`);
  expect(sent[0]?.headers.get("authorization")).toBe(`Basic ${btoa(`${apiKey}:`)}`);
  expect(await account.requests()).toHaveLength(1);
});
