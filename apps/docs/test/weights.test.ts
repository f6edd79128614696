import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { dist, operationPages, referencePages } from "./support/pages.ts";

/** What a page and everything that it loads weighs, compressed, in thousands of bytes. */
function weigh(page: string): number {
  const html = readFileSync(join(dist, page, "index.html"), "utf8");
  const loaded = Array.from(
    html.matchAll(/<(?:script|link)[^>]+?(?:src|href)="([^"]+\.(?:js|css|svg))"/g),
    ([, address = ""]) => join(dist, page, address),
  );
  const files = new Set([join(dist, page, "index.html"), ...loaded]);
  return [...files].reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0) / 1000;
}

test.for(referencePages)("/%s weighs at most 900 kB", (page) => {
  expect(weigh(page)).toBeLessThan(900);
});

test("the start page weighs at most 50 kB", () => {
  expect(weigh("")).toBeLessThan(50);
});

test("the page of an operation or a callback weighs at most 60 kB", () => {
  const heavy = operationPages
    .map((page) => ({ page, weight: weigh(page) }))
    .filter(({ weight }) => weight > 60);
  expect(heavy).toEqual([]);
});
