import { readdirSync } from "node:fs";
import { basename, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { apis } from "./apis.ts";

test("every contract has its place on the site", () => {
  const folder = dirname(fileURLToPath(import.meta.resolve("@task-contracts/openapi/package.json")));
  const contracts = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => basename(file) === "openapi.yaml" && !file.startsWith("node_modules"))
    .map((file) => dirname(file));
  expect(apis.map(({ id }) => id).toSorted()).toEqual(contracts.toSorted());
});
