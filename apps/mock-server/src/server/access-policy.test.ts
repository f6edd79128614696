import type { IncomingMessage } from "node:http";
import { describe, expect, test } from "vitest";
import { type AccessOptions, createAccessPolicy, normalizeOrigin } from "./access-policy.ts";

const policy = (options: Partial<AccessOptions> = {}): ReturnType<typeof createAccessPolicy> =>
  createAccessPolicy({ host: "127.0.0.1", ...options });

const hosts: [host: string, allowed: boolean][] = [
  ["127.0.0.1:4010", true],
  ["localhost", true],
  ["LOCALHOST:80", true],
  ["app.localhost:4010", true],
  ["[::1]:4010", true],
  ["mock:4010", true],
  ["192.168.1.7", true],
  ["[fe80::1]:4010", true],
  ["mocks.example:8443", true],
  ["evil.example", false],
  ["localhost.evil.example", false],
  ["127.0.0.1.evil.example", false],
  ["127.0.0.1@evil.example", false],
  ["", false],
];

test.for(hosts)("the name %s is allowed: %s", ([host, allowed]) => {
  const { allowsHost } = policy({
    allowHosts: ["Mock", "192.168.1.7", "fe80::1"],
    publicUrl: new URL("https://mocks.example/base"),
  });
  expect(allowsHost(host)).toBe(allowed);
  // What was allowed before makes no difference.
  expect([allowsHost("localhost"), allowsHost(host)]).toEqual([true, allowed]);
});

test("the address that a request came in at is a name of the server", () => {
  const { allowsHost } = policy({ host: "0.0.0.0" });
  expect(allowsHost("192.168.1.7:4010", "192.168.1.7")).toBe(true);
  expect(allowsHost("192.168.1.7:4010", "::ffff:192.168.1.7")).toBe(true);
  expect(allowsHost("[fe80::7]:4010", "fe80::7")).toBe(true);
  expect(allowsHost("192.168.1.8:4010", "192.168.1.7")).toBe(false);
});

const origins: [origin: string, allowed: boolean][] = [
  ["http://localhost:5173", true],
  ["http://127.0.0.1:4010", true],
  ["http://mock:4010", true],
  ["https://app.example", true],
  ["capacitor://localhost", true],
  ["https://mocks.example", true],
  ["http://app.example", false],
  ["https://app.example:8443", false],
  ["ionic://localhost", false],
  ["https://evil.example", false],
  ["http://localhost.evil.example", false],
  ["null", false],
  ["", false],
];

test.for(origins)("a page of %s may call the server: %s", ([origin, allowed]) => {
  const { allowsOrigin } = policy({
    allowHosts: ["mock"],
    allowOrigins: ["HTTPS://app.example:443", "capacitor://localhost"],
    publicUrl: new URL("https://mocks.example/base"),
  });
  expect(allowsOrigin(origin)).toBe(allowed);
});

test("a page without an origin of its own is allowed by the name that browsers give it", () => {
  expect(policy({ allowOrigins: ["null"] }).allowsOrigin("null")).toBe(true);
});

test.each([
  ["http://app.test:5173", "http://app.test:5173"],
  ["HTTP://APP.test:80", "http://app.test"],
  ["null", "null"],
  ["http://app.test/", undefined],
  ["app.test", undefined],
  ["*", undefined],
  ["http://user@app.test", undefined],
  ["", undefined],
])("%j as an origin is %j", (value, origin) => {
  expect(normalizeOrigin(value)).toBe(origin);
});

test.each([
  [{ allowOrigins: ["*"] }, '"*" is no origin.'],
  [{ allowOrigins: ["http://app.test/"] }, "such as http://app.test:5173"],
  [{ allowHosts: ["http://mock"] }, '"http://mock" cannot be allowed as a host.'],
])("%j is refused when the server starts", (options, message) => {
  expect(() => policy(options)).toThrow(message);
});

const requestWith = (headers: Record<string, string>, method = "GET"): IncomingMessage =>
  ({
    method,
    httpVersion: "1.1",
    headers: { host: "localhost", ...headers },
    rawHeaders: Object.entries({ host: "localhost", ...headers }).flat(),
    socket: { localAddress: "127.0.0.1" },
  }) as unknown as IncomingMessage;

describe("requests that browsers send for pages of other sites are refused, with the flag that allows them", () => {
  test.each([
    ["a name that was not allowed", { host: "mock:4010" }, "--allow-host mock."],
    ["an origin that was not allowed", { origin: "https://app.test" }, "--allow-origin https://app.test."],
    ["no origin of its own", { origin: "null" }, "--allow-origin null."],
    ["an image", { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" }, "--allow-origin ORIGIN."],
  ])("%s", (_, headers, flag) => {
    for (const path of ["/", "/scale-v1/tasks", "/_mock/health", "/results/x.csv"])
      expect(policy().check(requestWith(headers), path)).toEqual({
        status: 403,
        message: expect.stringContaining(flag),
      });
  });

  test("but links to the server may be followed", () => {
    const link = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" };
    expect(policy().check(requestWith(link), "/")).toBeUndefined();
    expect(policy().check(requestWith(link, "POST"), "/")).toMatchObject({ status: 403 });
  });
});

test("off loopback any name leads to the mocked APIs, but not to the control API", () => {
  const { check } = policy({ host: "0.0.0.0" });
  const request = requestWith({ host: "mock:4010" });
  expect(check(request, "/scale-v1/tasks")).toBeUndefined();
  expect(check(request, "/_mock/accounts")).toMatchObject({ status: 403 });
  for (const probe of ["/_mock/health", "/_mock/ready"]) expect(check(request, probe)).toBeUndefined();
  const page = requestWith({ host: "mock:4010", origin: "https://evil.example" });
  expect(check(page, "/scale-v1/tasks")).toMatchObject({ status: 403 });
});
