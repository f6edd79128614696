import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { apiIds, startMockServer } from "../src/index.ts";
import { useMockServer } from "./support/use-mock-server.ts";

const server = useMockServer();
const sh = promisify(execFile);

interface Overview {
  readonly apis: readonly { readonly id: string; readonly urls: readonly string[]; readonly curl: string }[];
}

const overview = async (url: string): Promise<Overview> => (await fetch(url)).json() as Promise<Overview>;

test("the start page lists for JSON clients which APIs are served, and where", async () => {
  const { apis } = await overview(server.mock.url());

  expect(apis.map(({ id }) => id)).toEqual(apiIds);
  expect(apis.map(({ urls }) => urls[0])).toEqual(apiIds.map((id) => server.mock.url(id)));
});

test("the start page has a curl for each API, and all of them work", async () => {
  const { apis } = await overview(server.mock.url());

  for (const { curl } of apis) {
    const { stdout } = await sh("sh", ["-c", `${curl} --silent --fail`]);
    expect(() => JSON.parse(stdout) as unknown).not.toThrow();
  }
});

test("the start page is HTML for browsers", async () => {
  const response = await fetch(server.mock.url(), { headers: { accept: "text/html,*/*;q=0.8" } });

  expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
  const html = await response.text();
  for (const id of apiIds) expect(html).toContain(server.mock.url(id));
});

test("the start page speaks of the host that the client called", async () => {
  const { apis } = await overview(`http://localhost:${server.mock.port}/`);

  expect(apis[0]?.urls[0]).toBe(`http://localhost:${server.mock.port}/scale-v1`);
});

test("the health page says that the server is up", async () => {
  const response = await fetch(`${server.mock.url()}/_mock/health`);

  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ status: "ok", version: expect.any(String) });
});

test.each([
  ["/nowhere", "GET", 404],
  ["/_mock/health", "POST", 405],
  ["/scale-v2/tasks", "GET", 404],
])("what belongs to no API is refused as JSON: %s", async (path, method, status) => {
  const response = await fetch(server.mock.url() + path, { method });

  expect(response.status).toBe(status);
  expect(await response.json()).toEqual({ status_code: status, error: expect.stringMatching(/\.$/) });
});

test("HEAD gets the response of GET, without a body", async () => {
  const response = await fetch(`${server.mock.url("scale-v1")}/tasks`, {
    method: "HEAD",
    headers: { authorization: `Basic ${btoa("key:")}` },
  });

  expect(response.status).toBe(200);
  expect(Number(response.headers.get("content-length"))).toBeGreaterThan(0);
  expect(await response.text()).toBe("");
});

test("/v1 is another name of the default API", async () => {
  const mock = await startMockServer({ defaultApi: "scale-beta" });
  const headers = { authorization: `Basic ${btoa("key:")}` };

  const [alias, original] = await Promise.all(
    ["/v1/tasks", "/scale-beta/tasks"].map(async (path) =>
      (await fetch(mock.url() + path, { headers })).json(),
    ),
  );
  await mock.close();

  expect(alias).toEqual(original);
});

test.each([
  ["http://localhost:5173", "http://localhost:5173"],
  ["http://app.localhost", "http://app.localhost"],
  ["https://127.0.0.1:8443", "https://127.0.0.1:8443"],
  ["https://shop.example", null],
  ["http://localhost.shop.example", null],
  ["null", null],
])("pages on this machine may call the server, others may not: %s", async (origin, allowed) => {
  const response = await fetch(`${server.mock.url("scale-v1")}/tasks`, {
    method: "OPTIONS",
    headers: {
      origin,
      "access-control-request-method": "GET",
      "access-control-request-headers": "authorization",
    },
  });

  expect(response.status).toBe(allowed === null ? 403 : 204);
  expect(response.headers.get("access-control-allow-origin")).toBe(allowed);
  expect(response.headers.get("access-control-allow-credentials")).toBe(allowed && "true");
  expect(response.headers.get("access-control-allow-headers")).toBe(allowed && "authorization");
});
