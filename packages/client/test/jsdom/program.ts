import { setTimeout } from "node:timers/promises";
import { JSDOM } from "jsdom";
import { createDataflowKitClient } from "../../src/dataflowkit/index.ts";
import { createScaleClient, isTimeoutError } from "../../src/scale/index.ts";

// What Vitest's environment of the same name does: signals are those of jsdom, and requests are those of Node, which knows
// the signals that were there when it made the first one.
void new Request("http://127.0.0.1/");
const { AbortController, AbortSignal, Event } = new JSDOM("").window;
Object.assign(globalThis, { AbortController, AbortSignal, Event });

const [, , baseUrl = "", slowUrl = ""] = process.argv;
const scale = createScaleClient({ apiKey: "test_k3y", baseUrl });
const dataflowkit = createDataflowKitClient({
  apiKey: "test_k3y",
  baseUrl,
  fetch: async (request) =>
    request.url.includes("/store") ? Response.json(`${baseUrl}/file`) : fetch(request),
});
const own = new AbortController();
const hooked = createScaleClient({ apiKey: "test_k3y", baseUrl, onRequest: () => undefined });
const events: string[] = [];
const slow = createScaleClient({
  apiKey: "test_k3y",
  baseUrl: slowUrl,
  timeoutMs: 50,
  retries: 0,
  onResponse: ({ operationId }) => void events.push(`${operationId} response`),
  onError: ({ operationId, error }) => void events.push(`${operationId} ${(error as Error).name}`),
});
const timeout = await slow.getTask("5f2b").catch(isTimeoutError);
// The request goes on, and its response arrives while the program waits.
await fetch(`${slowUrl}/end`);
await setTimeout(50);

process.stdout.write(
  JSON.stringify({
    page: await scale.listTasks().page(),
    withSignal: await scale.listTasks({}, { signal: own.signal }).page(),
    withHook: await hooked.listTasks().page(),
    withHttp: (await scale.http.GET("/tasks")).data,
    file: await (await dataflowkit.downloadResults("5f2b")).text(),
    timeout,
    events,
  }),
);
process.exit();
