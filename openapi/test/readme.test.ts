import { readFileSync } from "node:fs";
import { basename, dirname, relative } from "node:path";
import type { OpenApiDocument } from "@task-contracts/openapi-model";
import { expect, test } from "vitest";
import { apiIds, readContracts, root } from "../scripts/apis.ts";
import { readmes, writeTables } from "../scripts/readme-tables.ts";

const contracts = await readContracts();
const [overview = "", client = ""] = readmes.map((file) => readFileSync(file, "utf8"));

test.for(readmes.map((file) => [relative(dirname(root), file), file] as const))(
  "the tables of %s say what the contracts say: if not, run `pnpm generate`",
  ([, file]) => {
    const text = readFileSync(file, "utf8");
    expect(basename(file)).toBe("README.md");
    expect(writeTables(text, contracts)).toBe(text);
  },
);

test.for(apiIds)("the README of the contracts has a table of the operations of %s", (api) => {
  expect(overview).toContain(`<!-- operations of ${api} -->`);
  expect(overview).toContain(`## ${headings(overview).find((heading) => heading.endsWith(`\`${api}\``))}`);
});

test("the README of the client has a table of methods for each API that others have made", () => {
  const asked = Array.from(client.matchAll(/<!-- methods of ([\w-]+) -->/g), ([, api = ""]) => api);
  expect(asked.toSorted()).toEqual(apiIds.filter((api) => api !== "mock-control-v1"));
});

test("a method takes the id, then the body or the filters, then options", () => {
  const id = { name: "id", in: "path" as const };
  const query = { name: "status", in: "query" as const };
  const kiln: OpenApiDocument = {
    openapi: "3.1.0",
    info: { title: "Kiln", version: "1" },
    paths: {
      "/pots": { get: { operationId: "call", parameters: [query] }, delete: { operationId: "call" } },
      "/pots/{id}": { post: { operationId: "call", parameters: [id, query], requestBody: {} } },
    },
  };
  const written = writeTables("<!-- methods of kiln -->\n<!-- end -->", new Map([["kiln", kiln]]));
  expect(Array.from(written.matchAll(/`call\((.*?)\)`/g), ([, given]) => given)).toEqual([
    "filters?, options?",
    "options?",
    "id, body, options?",
  ]);
});

test.for([
  [
    "errors of scale-v1",
    'There is no table of "errors". Ask for one of operations and methods in the README.',
  ],
  ["methods of scale-v9", 'There is no API "scale-v9". Name one of '],
])('the table "%s", which cannot be written, is refused', ([table, message]) => {
  expect(() => writeTables(`<!-- ${table} -->\n<!-- end -->`, contracts)).toThrow(message);
});

const headings = (text: string): string[] =>
  Array.from(text.matchAll(/^##+ (.*)$/gm), ([, heading = ""]) => heading);
