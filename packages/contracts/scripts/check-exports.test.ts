import { expect, test } from "vitest";
import { checkExports, expectedExports } from "./check-exports.ts";

test("exports with all entries of an API are accepted", () => {
  expect(() =>
    checkExports({ ".": "./dist/index.js", ...expectedExports("kiln-v1") }, ["kiln-v1"]),
  ).not.toThrow();
});

test("a missing entry is named, and given to be put in", () => {
  const { "./kiln-v1.json": _, ...exports } = expectedExports("kiln-v1");
  expect(() => checkExports(exports, ["kiln-v1"])).toThrow(
    'package.json does not export ./kiln-v1.json as generated. Put this into its `exports`:\n{\n  "./kiln-v1.json": "./dist/kiln-v1.json"\n}',
  );
});

test("an entry that leads elsewhere is as good as missing", () => {
  const exports = { ...expectedExports("kiln-v1"), "./kiln-v1": "./dist/kiln.js" };
  expect(() => checkExports(exports, ["kiln-v1"])).toThrow("./kiln-v1 as generated");
});
