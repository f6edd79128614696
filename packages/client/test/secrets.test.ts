import { inspect } from "node:util";
import { describe, expect } from "vitest";
import { createDataflowKitClient } from "../src/dataflowkit/index.ts";
import { createScaleClient } from "../src/scale/index.ts";
import { test } from "./test.ts";

const apiKey = "live_5ecr3t/+=";
const forms = [apiKey, encodeURIComponent(apiKey), btoa(`${apiKey}:`)];

/** All ways in which an object may end up in a log. */
const logged = (value: unknown): string =>
  [
    inspect(value, { depth: Infinity, showHidden: true, getters: true }),
    JSON.stringify(value),
    String(value),
    ...(value instanceof Error ? [value.stack, value.message] : []),
  ].join("\n");

const expectNoKey = (value: unknown): void => {
  for (const form of forms) expect(logged(value)).not.toContain(form);
};

const outcomes = async (calls: readonly (() => Promise<unknown>)[]): Promise<unknown[]> =>
  Promise.all(calls.map((call) => call().catch((error: unknown) => error)));

/** A fetch that tells all it knows when it fails. */
const failing = async ({ url, headers }: Request): Promise<never> => {
  const cause = Object.assign(new Error(`connect ${url}`), { code: "ECONNREFUSED", path: url });
  throw Object.assign(new TypeError(`error sending request for url (${url})`, { cause }), {
    path: url,
    headers: [...headers],
  });
};

describe("the key is not in", () => {
  test("clients", () => {
    for (const client of [createScaleClient({ apiKey }), createDataflowKitClient({ apiKey })])
      expectNoKey(client);
  });

  test("errors of a service that repeats the request", async ({ serve }) => {
    const { url } = await serve((request, response) => {
      const echo = `${request.url} ${request.headers.authorization} ${apiKey}`;
      const [, status = "400", type = "text/plain"] =
        /status=(\d+)&type=([^&]+)/.exec(request.url ?? "") ?? [];
      const body = type.includes("json") ? JSON.stringify({ status_code: 400, error: echo }) : echo;
      response.writeHead(Number(status), { "content-type": decodeURIComponent(type) }).end(body);
    });
    for (const status of [200, 400, 401, 500]) {
      for (const type of ["text/plain", "application/json", "text/html"]) {
        if (status === 200 && type === "application/json") continue;
        const query = `?status=${status}&type=${encodeURIComponent(type)}`;
        const redirect = ({ request }: { readonly request: Request }): Request =>
          new Request(request.url + query, request);
        const options = { apiKey, baseUrl: url, retries: 0, onRequest: redirect };
        const scale = createScaleClient(options);
        const dataflowkit = createDataflowKitClient(options);
        const errors = await outcomes([
          () => scale.getTask("5f2b"),
          () => dataflowkit.getTaskInfo("5f2b"),
          () => dataflowkit.http.POST("/tasks"),
        ]);
        for (const error of errors) {
          expect(logged(error)).toContain("redacted");
          expectNoKey(error);
        }
      }
    }
  });

  test("errors of a fetch that names the URL", async () => {
    const options = { apiKey, fetch: failing, retries: 0 };
    const dataflowkit = createDataflowKitClient(options);
    const errors = await outcomes([
      () => dataflowkit.getTaskInfo("5f2b"),
      () => dataflowkit.http.POST("/tasks"),
      () => createScaleClient(options).getTask("5f2b"),
    ]);
    for (const error of errors) {
      expect(error).toMatchObject({ name: "ConnectionError" });
      expectNoKey(error);
    }
  });

  test("errors of timeouts and signals", async ({ serve }) => {
    const { url } = await serve(() => undefined);
    const dataflowkit = createDataflowKitClient({ apiKey, baseUrl: url, timeoutMs: 30, retries: 0 });
    const errors = await outcomes([
      () => dataflowkit.getTaskInfo("5f2b"),
      () => dataflowkit.getTaskInfo("5f2b", { signal: AbortSignal.timeout(10) }),
      () => dataflowkit.runTask(""),
    ]);
    for (const error of errors) {
      expect(error).toBeInstanceOf(Error);
      expectNoKey(error);
    }
  });

  test("responses of http", async ({ serve }) => {
    const { url } = await serve((_, response) => response.end("[]"));
    expectNoKey(await createDataflowKitClient({ apiKey, baseUrl: url }).http.POST("/tasks"));
  });

  test("requests for files", async ({ serve }) => {
    const { url, requests } = await serve((request, response) =>
      response.end(request.method === "POST" ? JSON.stringify(`${url}/file.csv`) : "a,b\n1,2\n"),
    );
    const dataflowkit = createDataflowKitClient({ apiKey, baseUrl: url, headers: { "x-secret": apiKey } });
    expect(await (await dataflowkit.downloadResults("5f2b")).text()).toBe("a,b\n1,2\n");
    expect(requests[1]?.url).toBe("/file.csv");
    expect(JSON.stringify(requests[1]?.headers)).not.toContain("5ecr3t");
  });
});
