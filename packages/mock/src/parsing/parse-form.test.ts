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
    ["a=100% caf%C3%A9", { a: "100% café" }],
    ["a%0Ab=1&c[d%0D%0Ae]=2", { "a\nb": "1", c: { "d\r\ne": "2" } }],
    ["a[b[c]]=1&a[d.e]=2", { a: { "b[c]": "1", "d.e": "2" } }],
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

test.each(["__proto__[x]=1", "a[__proto__][x]=1", "__proto__=1", "a[b][__proto__]=1"])(
  "__proto__ is left out, as from JSON: %s",
  (text) => {
    const { value } = parseForm(text);

    expect(JSON.stringify(value)).toMatch(/^\{("a":\{("b":\{\})?\})?\}$/);
    expect({}).not.toHaveProperty("x");
  },
);

test.each([
  ["metadata[constructor]=c", '{"metadata":{"constructor":"c"}}'],
  ["constructor[prototype][x]=1", '{"constructor":{"prototype":{"x":"1"}}}'],
  [
    "toString=1&a[hasOwnProperty]=2&a[valueOf]=3",
    '{"toString":"1","a":{"hasOwnProperty":"2","valueOf":"3"}}',
  ],
  ["a[length]=1&a[push]=2", '{"a":{"length":"1","push":"2"}}'],
])("names that every object has are names like any other, as in JSON: %s", (text, json) => {
  const { value } = parseForm(text);

  expect(JSON.stringify(value)).toBe(json);
  expect({}).not.toHaveProperty("x");
});

test.each(["a[=1", "a]=1", "[a]=1", "[]=1", "a[b=1", "a[b[c]=1", "a[b]c=1", "a[b]]=1", "m[a%5Bb]=1"])(
  "brackets that do not pair up are refused, and the name is shown: %s",
  (text) => {
    const [name = ""] = text.replace("%5B", "[").split("=");

    expect(() => parseForm(`x=1&${text}`)).toThrow(
      `The form has the name ${JSON.stringify(name)}, whose brackets`,
    );
  },
);

test("a value that is not UTF-8 is refused, and its field is named", () => {
  expect(() => parseForm("a=1&instruction=caf%E9")).toThrow(
    "instruction has the escape %E9, which is not UTF-8.",
  );
});

test("brackets are read in one pass, however many there are", () => {
  expect(() => parseForm(`${"[".repeat(500_000)}=1`)).toThrow("whose brackets do not pair up");
  expect(() => parseForm(`a${"[]".repeat(250_000)}=1`)).toThrow("more than 32 levels of brackets");
});

test.each([
  [Array.from({ length: 1001 }, () => "a=1").join("&"), "The form has more than 1000 values."],
  [`a${"[b]".repeat(33)}=1`, "The form has more than 32 levels of brackets."],
])("a form has limits: %.20s…", (text, message) => {
  expect(() => parseForm(text)).toThrow(message);
});

test("a thousand values are few", () => {
  expect(parseForm(Array.from({ length: 1000 }, () => "a=1").join("&")).value["a"]).toHaveLength(1000);
});

test("a number that would be rounded is found, unless that does not matter", () => {
  expect(parseForm("a=9007199254740993").rounded).toMatchObject([{ path: ["a"] }]);
  expect(parseForm("a=9007199254740993", { mayRound: true }).rounded).toEqual([]);
});
