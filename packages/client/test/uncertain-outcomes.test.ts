import type { RequestListener } from "node:http";
import { describe, expect } from "vitest";
import { createDataflowKitClient } from "../src/dataflowkit/index.ts";
import { createScaleClient } from "../src/scale/index.ts";
import { categorization } from "./requests.ts";
import { test } from "./test.ts";

const apiKey = "test_k3y";
const mayExist = "The task may exist: check listTasks before you retry.";
const mayHaveRun = "It may have had an effect: check before you retry.";

/** Ways in which it stays uncertain whether the service did what it was asked for. */
const failures: readonly (readonly [string, RequestListener])[] = [
  ["a timeout", () => undefined],
  ["a connection that is lost", (request) => request.socket.destroy()],
  [
    "a connection that is lost within the body",
    (request, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write('{"task_id":', () => request.socket.destroy());
    },
  ],
  ["an empty body", (_, response) => response.end()],
  ["broken JSON", (_, response) => response.end('{"task_id":"5f')],
  [
    "a gateway's page",
    (_, response) => response.writeHead(504, { "content-type": "text/html" }).end("<p>Late"),
  ],
  ["status 500", (_, response) => response.writeHead(500).end('{"error":"Oops"}')],
  ["status 504", (_, response) => response.writeHead(504).end()],
  ["status 408", (_, response) => response.writeHead(408).end()],
];

const messageOf = async (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => "The call succeeded.",
    ({ message }: Error) => message,
  );

describe.each(failures)("after %s, the message", (_name, listener) => {
  test("of a create says that the task may exist, and how to check", async ({ serve }) => {
    const { url } = await serve(listener);
    const scale = createScaleClient({ apiKey, baseUrl: url, timeoutMs: 50 });
    const message = await messageOf(scale.createCategorizationTask(categorization));
    expect(message).toContain(mayExist);
    expect(message).not.toContain("Raise timeoutMs");
  });

  test("of another change says that it may have been made", async ({ serve }) => {
    const { url } = await serve(listener);
    const options = { apiKey, baseUrl: url, timeoutMs: 50 };
    expect(await messageOf(createScaleClient(options).cancelTask("5f2b"))).toContain(mayHaveRun);
    expect(await messageOf(createDataflowKitClient(options).runTask("5f2b"))).toContain(mayHaveRun);
  });

  test("of a call that only reads says nothing of the kind", async ({ serve }) => {
    const { url } = await serve(listener);
    const scale = createScaleClient({ apiKey, baseUrl: url, timeoutMs: 50, retries: 0 });
    expect(await messageOf(scale.getTask("5f2b"))).not.toMatch(/may (exist|have had)/);
  });
});

describe("a create that a signal stops", () => {
  test("says that the task may exist if it was on its way", async ({ serve }) => {
    const controller = new AbortController();
    const { url } = await serve(() => controller.abort(new Error("The user left.")));
    const call = createScaleClient({ apiKey, baseUrl: url }).createCategorizationTask(categorization, {
      signal: controller.signal,
    });
    expect(await messageOf(call)).toBe(
      `createCategorizationTask was stopped by its signal (Error: The user left.). ${mayExist}`,
    );
  });

  test("says nothing of the kind if it was never sent", async () => {
    const scale = createScaleClient({ apiKey });
    const call = scale.createCategorizationTask(categorization, { signal: AbortSignal.abort("Stop") });
    expect(await messageOf(call)).toBe("createCategorizationTask was stopped by its signal (Stop).");
  });
});

const refuse = async (): Promise<never> => {
  const cause = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
  throw new TypeError("fetch failed", { cause });
};

test("A create that found no server says nothing of a task.", async () => {
  const scale = createScaleClient({ apiKey, fetch: refuse });
  expect(await messageOf(scale.createCategorizationTask(categorization))).toBe(
    "createCategorizationTask got no complete answer: ECONNREFUSED. Check the network, and baseUrl.",
  );
});

test("A create with http says the same.", async ({ serve }) => {
  const { url } = await serve((request) => request.socket.destroy());
  const { http } = createScaleClient({ apiKey, baseUrl: url });
  const call = http.POST("/task/categorization", { body: { ...categorization, callback_url: url } });
  expect(await messageOf(call)).toContain(mayExist);
});
