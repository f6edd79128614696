import { expect, test } from "vitest";
import { report, toHeader, violation } from "./violation.ts";

const reported = report("request", violation(["body", "a"], "type", "a is “ü”."));

test("the header is one line of ASCII", () => {
  const header = toHeader([reported]);

  expect(header).toMatch(/^[ -~]+$/);
  expect(JSON.parse(header)).toEqual([
    { location: ["request", "body", "a"], severity: "Error", code: "type", message: "a is “ü”." },
  ]);
});

test("violations that do not fit are counted, and the header stays JSON", () => {
  const header = toHeader(Array.from({ length: 1000 }, () => reported));

  expect(header.length).toBeLessThan(8200);
  const violations = JSON.parse(header) as { severity: string; message: string }[];
  expect(violations.at(-1)).toEqual({
    location: [],
    severity: "Information",
    message: `${1000 - violations.length + 1} more do not fit into this header.`,
  });
});

test("a violation that does not fit at all is left out", () => {
  const header = toHeader([{ ...reported, message: "x".repeat(9000) }]);

  expect(JSON.parse(header)).toEqual([
    { location: [], severity: "Information", message: "1 more do not fit into this header." },
  ]);
});
