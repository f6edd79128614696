import { expect, test } from "vitest";
import { basicCredentials, createRedact, redactError, redactJson } from "./redact.ts";

test("Credentials are what HTTP Basic wants, for keys beyond ASCII too.", () => {
  expect(basicCredentials("k3y")).toBe("azN5Og==");
  expect(atob(basicCredentials("ключ"))).toBe(String.fromCharCode(...new TextEncoder().encode("ключ:")));
});

test.for(["k3y", 'a "quoted" key', "a/b c&d=é", "back\\slash"])(
  "The key %s is found in every way it is written.",
  (key) => {
    const redact = createRedact(key);
    for (const written of [
      key,
      basicCredentials(key),
      encodeURIComponent(key),
      JSON.stringify({ key }),
      `https://api.example/tasks?api_key=${encodeURIComponent(key)}&a=b`,
    ]) {
      const clean = redact(`before ${written} after ${written}`);
      expect(clean).not.toContain(key);
      expect(clean).toContain("[redacted]");
    }
  },
);

test.for([
  ["k", "no task of the kind", "no task of the kind"],
  ["k", "the key k is wrong", "the key [redacted] is wrong"],
  ["k", '?api_key=k&kind=a, "k" %3Dk', '?api_key=[redacted]&kind=a, "[redacted]" %3D[redacted]'],
  ["4", "status 404: 4 of 14", "status 404: [redacted] of 14"],
  ["test", "latest tests test_a testing, test", "latest tests test_a testing, [redacted]"],
  ["é", "café é", "caf[redacted] [redacted]"],
  ["a.c*", "abc a.c* xa.c*", "abc [redacted] xa.c*"],
  ["live_5ecr3t_0123456789", "ab_live_5ecr3t_0123456789_c", "ab_[redacted]_c"],
] as const)("With the key %s, only the key is taken out of %j.", ([key, text, clean]) => {
  expect(createRedact(key)(text)).toBe(clean);
});

test.for([
  [
    "4",
    '{"status_code":404,"count":4,"error":"no 4"}',
    { status_code: 404, count: 4, error: "no [redacted]" },
  ],
  ["k", '{"error":"no task k"}', { error: "no task [redacted]" }],
  ["true", '{"ok":true,"said":"true"}', { ok: true, said: "[redacted]" }],
  [
    "a/b",
    String.raw`{"key":"a\/b","also":"\u0061/b","line":"\na/b"}`,
    { key: "[redacted]", also: "[redacted]", line: "\n[redacted]" },
  ],
  ["k3y", '{"k3y":{"of":["k3y"]}}', { "[redacted]": { of: ["[redacted]"] } }],
  ['a"b', String.raw`{"key":"a\"b","not":"\\"}`, { key: "[redacted]", not: "\\" }],
] as const)("With the key %s, JSON keeps its shape: %s", ([key, text, data]) => {
  expect(JSON.parse(redactJson(text, createRedact(key)))).toEqual(data);
});

test("An error is copied with its causes, without the key.", () => {
  const cause = Object.assign(new Error("GET /?api_key=k3y"), { code: "ECONNRESET", path: "/?api_key=k3y" });
  const copy = redactError(new TypeError("fetch of /?api_key=k3y failed", { cause }), createRedact("k3y"));
  expect(copy).toMatchObject({ name: "TypeError", message: "fetch of /?api_key=[redacted] failed" });
  expect(copy.cause).toMatchObject({ message: "GET /?api_key=[redacted]", code: "ECONNRESET" });
  expect(copy.cause).not.toHaveProperty("path");
});

test("What is thrown without being an error becomes one.", () => {
  expect(redactError("k3y is wrong", createRedact("k3y"))).toMatchObject({ message: "[redacted] is wrong" });
  expect(redactError(undefined, createRedact("k3y"))).toMatchObject({ message: "undefined" });
});
