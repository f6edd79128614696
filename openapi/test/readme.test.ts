import { readFileSync } from "node:fs";
import { basename, dirname, relative } from "node:path";
import { expect, test } from "vitest";
import { apiIds, root } from "../scripts/apis.ts";
import { listOperations } from "../scripts/list-operations.ts";
import { readmes, writeTables } from "../scripts/readme-tables.ts";

const [main = "", client = ""] = readmes.map((file) => readFileSync(file, "utf8"));

test.for(readmes.map((file) => [relative(dirname(root), file), file] as const))(
  "the tables of %s say what the contracts say: if not, run `pnpm generate`",
  ([, file]) => {
    const text = readFileSync(file, "utf8");
    expect(basename(file)).toBe("README.md");
    expect(writeTables(text)).toBe(text);
  },
);

test.for(apiIds)("the README has a table of the operations of %s", (api) => {
  expect(main).toContain(`<!-- operations of ${api} -->`);
  expect(main).toContain(`## ${headings(main).find((heading) => heading.endsWith(`\`${api}\``))}`);
});

test("the README of the client has a table of methods for each API that others have made", () => {
  const asked = Array.from(client.matchAll(/<!-- methods of ([\w-]+) -->/g), ([, api = ""]) => api);
  expect(asked.toSorted()).toEqual(apiIds.filter((api) => api !== "mock-control-v1"));
});

test("a method takes the id, then the body or the filters, then options", () => {
  const operation = { id: "call", method: "GET", path: "/", summary: "It", hasBody: false, hasQuery: false };
  const written = writeTables("<!-- methods of any -->\n<!-- end -->", () => [
    operation,
    { ...operation, path: "/{id}", hasBody: true },
    { ...operation, hasQuery: true },
  ]);
  expect(Array.from(written.matchAll(/`call\((.*?)\)`/g), ([, given]) => given)).toEqual([
    "options?",
    "id, body, options?",
    "filters?, options?",
  ]);
});

test("a table that nobody can write is refused", () => {
  expect(() => writeTables("<!-- errors of scale-v1 -->\n<!-- end -->")).toThrow(
    'There is no table of "errors". Ask for one of operations and methods in the README.',
  );
});

test("the operations of an API are listed in the order of its contract", () => {
  expect(listOperations("scale-beta").map(({ id, hasBody, hasQuery }) => [id, hasBody, hasQuery])).toEqual([
    ["createCategorizationTask", true, false],
    ["getTask", false, false],
    ["listTasks", false, false],
  ]);
});

const headings = (text: string): string[] =>
  Array.from(text.matchAll(/^##+ (.*)$/gm), ([, heading = ""]) => heading);
