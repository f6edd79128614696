import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { apiIds, root } from "../scripts/apis.ts";

const read = (file: string): string => readFileSync(join(root, file), "utf8");
const readme = read("../README.md");

/** The cells of a table's rows, without the backticks. */
function rows(section: string): string[] {
  return section
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .map((line) =>
      line
        .slice(1, -1)
        .replaceAll("`", "")
        .split("|")
        .map((cell) => cell.trim())
        .join(" | "),
    );
}

/** The operations of an API as the contract has them. */
function operations(api: string): string[] {
  const { paths } = parse(read(`${api}/openapi.yaml`)) as { paths: Record<string, { $ref: string }> };
  return Object.entries(paths).flatMap(([url, { $ref }]) => {
    const { parameters: _, ...methods } = parse(read(`${api}/${$ref}`)) as Record<
      string,
      { operationId: string; summary: string }
    >;
    return Object.entries(methods).map(
      ([method, { operationId, summary }]) => `${operationId} | ${method.toUpperCase()} ${url} | ${summary}`,
    );
  });
}

test.for(apiIds)("the README lists every operation of %s, and no other", (api) => {
  const section = readme.split(/^##+ /m).find((text) => text.split("\n")[0]?.endsWith(`\`${api}\``)) ?? "";
  expect(rows(section).toSorted()).toEqual(operations(api).toSorted());
});
