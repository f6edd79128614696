import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { policyFor, policyPlaceholder, withPolicy } from "./content-security-policy.ts";

const hash = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

test("scripts, styles and style attributes of the page are allowed by their hashes", () => {
  const policy = policyFor(`<script>go()</script><style>p{}</style><p style="margin: &quot;0&quot;">`);
  expect(policy).toContain(`script-src 'self' ${hash("go()")};`);
  expect(policy).toContain(`style-src-elem 'self' ${hash("p{}")};`);
  expect(policy).toContain(`style-src-attr 'unsafe-hashes' ${hash('margin: "0"')};`);
});

test("nothing unsafe is allowed, and nothing from elsewhere", () => {
  const policy = policyFor("<p>plain</p>");
  expect(policy).not.toMatch(/unsafe-inline|unsafe-eval|https?:|\*/);
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("style-src-attr 'none'");
});

test("workers are those of the site; workers that a page makes itself, and fonts, are for pages with Redoc", () => {
  expect(policyFor("<p>plain</p>")).toMatch(/worker-src 'self';(?!.*font-src)/);
  expect(policyFor('<div id="redoc"></div>')).toContain("worker-src 'self' blob:; font-src data:");
});

test("the policy takes the place that is kept for it", () => {
  expect(withPolicy(`<meta content="${policyPlaceholder}">`)).toBe(`<meta content="${policyFor("")}">`);
});
