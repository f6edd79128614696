import { execFileSync } from "node:child_process";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { curlOf } from "./curl.ts";

test("a command repeats method, headers and body", () => {
  const request = {
    method: "POST",
    url: "http://127.0.0.1:1/a?b=c",
    headers: { "X-Key": "k", Host: "x" },
    body: "it's",
  };
  expect(curlOf(request)).toBe(
    String.raw`curl -X POST 'http://127.0.0.1:1/a?b=c' \
  -H 'X-Key: k' \
  --data-raw 'it'\''s'`,
  );
});

test.runIf(process.platform !== "win32")("a shell passes on every text unchanged", () => {
  const text = fc.string({ minLength: 1, unit: "grapheme" }).filter((it) => !it.includes("\0"));
  fc.assert(
    fc.property(text, (body) => {
      const command = curlOf({ method: "POST", url: "x", body }).replace(
        /^curl -X POST 'x' \\\n {2}--data-raw/,
        "printf %s",
      );
      expect(execFileSync("sh", ["-c", command], { encoding: "utf8" })).toBe(body);
    }),
    { numRuns: 30 },
  );
});
