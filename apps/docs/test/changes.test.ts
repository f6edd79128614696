import { expect, test } from "vitest";
import { apis } from "./support/apis.ts";
import { changeTable } from "../src/guides/change-table.ts";
import { compareApis } from "../src/guides/compare-apis.ts";
import { describeChanges } from "../src/guides/describe-changes.ts";

const [v1, beta] = apis;
if (v1 === undefined || beta === undefined) throw new Error("Two APIs are to be compared.");
const changes = describeChanges(await compareApis(beta, v1), beta, v1);

test("what breaks apps of the beta is found by redocly diff", () => {
  const breaking = changeTable(changes, true);
  for (const text of [
    "`/task/categorize` becomes `/task/categorization`",
    "Gone: `response.status_code`",
    "`application/x-www-form-urlencoded`",
    "`response.category`",
    "from 'array' to 'object'",
  ]) {
    expect(breaking).toContain(text);
  }
});

test("what is new breaks nothing", () => {
  const others = changeTable(changes, false);
  for (const text of [
    "`callback_url` is no longer required",
    "New: `allow_multiple`",
    "cancelTask",
    "`next_token`",
  ]) {
    expect(others).toContain(text);
  }
  expect(others).not.toContain("Gone:");
});

test("each place has one row in a table", () => {
  for (const isBreaking of [true, false]) {
    const places = changeTable(changes, isBreaking)
      .split("\n")
      .slice(2)
      .map((row) => row.split(" | ")[0]);
    expect(new Set(places).size).toBe(places.length);
  }
});
