import { expect, test } from "vitest";
import { withVersion } from "./write-record.ts";

test.each([
  ["bare", "info:\n  title: Kiln\n  version: 0.1.0\npaths: {}\n"],
  ["quoted", 'info:\n  title: Kiln\n  version: "0.1.0"\npaths: {}\n'],
  ["after a block", "info:\n  description:\n    $ref: d.md\n    version: 9\n  version: 0.1.0\npaths: {}\n"],
])("a %s version is replaced, and nothing else", (_, text) => {
  expect(withVersion(text, "0.2.0")).toBe(text.replace(/  version: "?0\.1\.0"?/, "  version: 0.2.0"));
});

test("a description without a version is refused", () => {
  expect(() => withVersion("info:\n  title: Kiln\nversion: 1\n", "0.2.0")).toThrow(/no line `version:`/);
});
