import { expect, test } from "vitest";
import { parseQuery } from "./parse-query.ts";

test.each([
  ["", {}],
  ["a=1&b=", { a: "1", b: "" }],
  ["a=1&a=2", { a: ["1", "2"] }],
  ["a=x%20y+z", { a: "x y z" }],
  ["a[b]=1", { "a[b]": "1" }],
  ["a=%E0%A4%A", { a: "�%A" }],
])("the query %j is read", (search, query) => {
  expect(parseQuery(search)).toEqual(query);
});
