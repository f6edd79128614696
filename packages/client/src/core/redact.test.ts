import { expect, test } from "vitest";
import { basicCredentials, createRedact, redactError } from "./redact.ts";

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
