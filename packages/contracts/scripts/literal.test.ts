import { expect, test } from "vitest";
import { literalCode, literalType, propertyName } from "./literal.ts";

const value = { method: "GET", "4XX": [true, 7], 200: [], "a-b": { none: null } };

test("a literal type is read-only to the last member", () => {
  expect(literalType(value)).toBe(
    '{ readonly 200: readonly []; readonly method: "GET"; readonly "4XX": readonly [true, 7]; readonly "a-b": { readonly none: null } }',
  );
});

test("literal code is short, and the same value when it is run", () => {
  const code = literalCode(value);
  expect(code).toBe('{200:[],method:"GET","4XX":[!0,7],"a-b":{none:null}}');
});

test.for([
  ["getTask", "getTask"],
  ["$id", "$id"],
  ["200", "200"],
  ["0200", '"0200"'],
  ["4XX", '"4XX"'],
  ["application/json", '"application/json"'],
])("the property name %s is written %s", ([key, written]) => {
  expect(propertyName(key ?? "")).toBe(written);
});
