import { describe, expect, test } from "vitest";
import { parseForm } from "./parse-form.ts";

describe("a form becomes a value", () => {
  test.each([
    ["a=1", { a: "1" }],
    ["a=1&a=2", { a: ["1", "2"] }],
    ["a[]=1", { a: ["1"] }],
    ["a[]=1&a[]=2", { a: ["1", "2"] }],
    ["a=1&a[]=2", { a: ["1", "2"] }],
    ["a[b]=1&a[c]=2", { a: { b: "1", c: "2" } }],
    ["a[0][b]=1&a[0][c]=2&a[1][b]=3", { a: [{ b: "1", c: "2" }, { b: "3" }] }],
    ["a[b][c][0]=1", { a: { b: { c: ["1"] } } }],
    ["a[1]=x&a[0]=y", { a: ["y", "x"] }],
    ["a=x y+z%20!", { a: "x y z !" }],
    ["a=http://x.example/?b=c", { a: "http://x.example/?b=c" }],
    ["a%5Bb%5D=1", { a: { b: "1" } }],
    ["a=100%", { a: "100%" }],
    ["a=", { a: "" }],
    ["a", { a: "" }],
    ["a.b=1", { "a.b": "1" }],
    ["a=1,2", { a: "1,2" }],
    ["=1&&a=2&", { a: "2" }],
  ])("%s", (text, value) => {
    expect(parseForm(text).value).toEqual(value);
  });
});

describe("numbers as names are kept next to the array", () => {
  test.each([
    ["a[7]=x&a[3]=y", ["y", "x"], { 3: "y", 7: "x" }],
    ["a[0]=x&a[1]=y", ["x", "y"], { 0: "x", 1: "y" }],
  ])("%s", (text, array, object) => {
    const { value, asObjects } = parseForm(text);

    expect(value).toEqual({ a: array });
    expect(asObjects.get(value["a"] as object)).toEqual(object);
  });
});

test("numbers that are too large for an array are names", () => {
  expect(parseForm("a[7]=x&a[40961]=y").value).toEqual({ a: { 7: "x", 40_961: "y" } });
});

test.each(["__proto__[x]=1", "a[__proto__][x]=1", "constructor[prototype][x]=1", "toString=1"])(
  "keys that every object has are left out: %s",
  (text) => {
    const { value } = parseForm(text);

    expect(JSON.stringify(value)).toMatch(/^\{("a":\{\})?\}$/);
    expect({}).not.toHaveProperty("x");
  },
);

test.each([
  [Array.from({ length: 1001 }, () => "a=1").join("&"), "The form has more than 1000 values."],
  [`a${"[b]".repeat(33)}=1`, "The form has more than 32 levels of brackets."],
])("a form has limits: %.20s…", (text, message) => {
  expect(() => parseForm(text)).toThrow(message);
});

test("a thousand values are few", () => {
  expect(parseForm(Array.from({ length: 1000 }, () => "a=1").join("&")).value["a"]).toHaveLength(1000);
});
