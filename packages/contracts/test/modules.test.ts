import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";

const dist = new URL("../dist/", import.meta.url);
const files = readdirSync(dist, { recursive: true, encoding: "utf8" }).map((file) =>
  file.replaceAll("\\", "/"),
);
const modules = files
  .filter((file) => file.endsWith(".js"))
  .map((file) => ({ file, code: readFileSync(new URL(file, dist), "utf8") }));

describe.for(modules)("$file", ({ code }) => {
  test("imports nothing", () => {
    expect(code).not.toMatch(/\bimport\b|\brequire\b/);
  });

  test("makes no code at run time, so that it runs where that is forbidden", () => {
    expect(code).not.toMatch(/\beval\b|\bFunction\(/);
  });

  test("uses nothing that only one kind of runtime has", () => {
    expect(code).not.toMatch(/\b(?:process|Buffer|window|document|globalThis|__dirname)\b/);
  });
});

test.for(modules.filter(({ file }) => !file.includes("/")))("$file fits into a small client", ({ code }) => {
  expect(gzipSync(code).length).toBeLessThan(1500);
});
