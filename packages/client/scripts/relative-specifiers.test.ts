import { expect, test } from "vitest";
import { relativeSpecifiers } from "./relative-specifiers.ts";

test.for([
  ['import { a } from "@task-contracts/contracts/scale-v1";', "scale/index.js", '"../contracts/scale-v1.js"'],
  [
    'import type { Operation } from "@task-contracts/contracts";',
    "core/call.d.ts",
    '"../contracts/index.js"',
  ],
  ['export type * from "@task-contracts/contracts/scale-v1";', "index.d.ts", '"./contracts/scale-v1.js"'],
  ['export * from "./dates.ts";', "index.d.ts", '"./dates.js"'],
  ['type T = import("../core/call.ts").Call;', "scale/index.d.ts", '"../core/call.js"'],
  ['import createClient from "openapi-fetch";', "core/connect.js", '"openapi-fetch"'],
  ['throw new Error("./not-imported.ts");', "a.js", '"./not-imported.ts"'],
] as const)("%s in %s names %s", ([code, path, specifier]) => {
  expect(relativeSpecifiers(code, path)).toContain(specifier);
});
