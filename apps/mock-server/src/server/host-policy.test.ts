import { expect, test } from "vitest";
import { createHostPolicy } from "./host-policy.ts";

const cases: [host: string | undefined, allowed: boolean][] = [
  ["127.0.0.1:4010", true],
  ["localhost", true],
  ["LOCALHOST:80", true],
  ["app.localhost:4010", true],
  ["[::1]:4010", true],
  ["mock:4010", true],
  ["192.168.1.7", true],
  ["evil.example", false],
  ["localhost.evil.example", false],
  ["127.0.0.1.evil.example", false],
  ["127.0.0.1@evil.example", false],
  ["", false],
  [undefined, false],
];

test.for(cases)("the control API called as %s is allowed: %s", ([host, allowed]) => {
  expect(createHostPolicy(["Mock", "192.168.1.7"]).allows(host)).toBe(allowed);
});

test("a name that is refused comes with the way to allow it", () => {
  expect(createHostPolicy([]).explain("mock:4010")).toContain("--allow-host mock");
});

test("the address that a request came in at is a name of the server", () => {
  const { allows } = createHostPolicy([]);
  expect(allows("192.168.1.7:4010", "192.168.1.7")).toBe(true);
  expect(allows("192.168.1.7:4010", "::ffff:192.168.1.7")).toBe(true);
  expect(allows("192.168.1.8:4010", "192.168.1.7")).toBe(false);
});

const origins: [origin: string | undefined, allowed: boolean][] = [
  [undefined, true],
  ["http://localhost:5173", true],
  ["http://127.0.0.1:4010", true],
  ["http://mock:4010", true],
  ["https://evil.example", false],
  ["http://localhost.evil.example", false],
  ["null", false],
];

test.for(origins)("a page of %s may steer the server: %s", ([origin, allowed]) => {
  expect(createHostPolicy(["mock"]).allowsOrigin(origin)).toBe(allowed);
});
