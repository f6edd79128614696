import { expect, test } from "vitest";
import { parseQuery } from "./parse-query.ts";

test.each([
  ["", {}],
  ["a=1&b=", { a: "1", b: "" }],
  ["a=1&a=2", { a: ["1", "2"] }],
  ["a=1&b=2&a=3", { a: ["1", "3"], b: "2" }],
  ["a=x%20y+z", { a: "x y z" }],
  ["a[b]=1", { "a[b]": "1" }],
  ["a=100%", { a: "100%" }],
  ["a=%zz", { a: "%zz" }],
  ["__proto__=1", JSON.parse('{"__proto__":"1"}')],
])("the query %j is read", (search, query) => {
  expect(parseQuery(search)).toEqual({ query });
});

test("a query that is not UTF-8 is a problem that names the parameter", () => {
  expect(parseQuery("a=%E0%A4%A&b=1").queryProblem).toMatchObject({
    name: "a",
    message: expect.stringContaining("%E0%A4"),
  });
});

test("a number that would be rounded is found, unless that does not matter", () => {
  expect(parseQuery("a=9007199254740993").roundedQuery).toMatchObject([{ path: ["a"] }]);
  expect(parseQuery("a=9007199254740993", { mayRound: true })).toEqual({
    query: { a: "9007199254740993" },
  });
});
