import { array as arrays, assert, boolean, constantFrom, property, string, tuple } from "fast-check";
import { expect, test } from "vitest";
import { type ParameterStyle, readStyle } from "./parameter-styles.ts";
import { parseQuery } from "./parse-query.ts";

const parameter = (
  where: ParameterStyle["in"],
  style: string,
  explode: boolean,
  kind: ParameterStyle["kind"],
): ParameterStyle => ({ name: "color", in: where, style, explode, kind, properties: ["R", "G", "B"] });

const array = ["blue", "black", "brown"];
const object = { R: "100", G: "200", B: "150" };

// The examples of the table "Style Examples" in the OpenAPI Specification, 3.1.
test.each<[string, ParameterStyle, unknown]>([
  ["color=blue,black,brown", parameter("query", "form", false, "array"), array],
  ["color=blue&color=black&color=brown", parameter("query", "form", true, "array"), array],
  ["color=R,100,G,200,B,150", parameter("query", "form", false, "object"), object],
  ["R=100&G=200&B=150", parameter("query", "form", true, "object"), object],
  ["color=blue%20black%20brown", parameter("query", "spaceDelimited", false, "array"), array],
  ["color=R%20100%20G%20200%20B%20150", parameter("query", "spaceDelimited", false, "object"), object],
  ["color=blue%7Cblack%7Cbrown", parameter("query", "pipeDelimited", false, "array"), array],
  ["color=R%7C100%7CG%7C200%7CB%7C150", parameter("query", "pipeDelimited", false, "object"), object],
  ["color[R]=100&color[G]=200&color[B]=150", parameter("query", "deepObject", true, "object"), object],
  ["color=blue", parameter("query", "form", false, "array"), ["blue"]],
])("a query ?%s", (text, style, value) => {
  const { query } = parseQuery(text);
  readStyle(query, style);
  expect(query).toEqual({ color: value });
});

test.each<[string, ParameterStyle, unknown]>([
  [";color=blue", parameter("path", "matrix", false, "single"), "blue"],
  [";color=blue,black,brown", parameter("path", "matrix", false, "array"), array],
  [";color=blue;color=black;color=brown", parameter("path", "matrix", true, "array"), array],
  [";color=R,100,G,200,B,150", parameter("path", "matrix", false, "object"), object],
  [";R=100;G=200;B=150", parameter("path", "matrix", true, "object"), object],
  [".blue", parameter("path", "label", false, "single"), "blue"],
  [".blue,black,brown", parameter("path", "label", false, "array"), array],
  [".blue.black.brown", parameter("path", "label", true, "array"), array],
  [".R,100,G,200,B,150", parameter("path", "label", false, "object"), object],
  [".R=100.G=200.B=150", parameter("path", "label", true, "object"), object],
  ["blue,black,brown", parameter("path", "simple", false, "array"), array],
  ["blue,black,brown", parameter("header", "simple", true, "array"), array],
  ["R,100,G,200,B,150", parameter("path", "simple", false, "object"), object],
  ["R=100,G=200,B=150", parameter("header", "simple", true, "object"), object],
])("a path or header %s", (text, style, value) => {
  const values = { color: text };
  readStyle(values, style);
  expect(values).toEqual({ color: value });
});

test("absent values stay absent, and values in another style stay as they are", () => {
  const query = { size: "4" };
  for (const style of ["form", "pipeDelimited", "deepObject"])
    readStyle(query, parameter("query", style, false, "array"));
  readStyle(query, parameter("query", "form", true, "object"));
  expect(query).toEqual({ size: "4" });
  const path = { color: "blue" };
  readStyle(path, parameter("path", "matrix", false, "array"));
  readStyle(path, parameter("path", "label", false, "array"));
  expect(path).toEqual({ color: "blue" });
});

test("deep objects may be nested, and have arrays", () => {
  const { query } = parseQuery(
    "color[a][min]=1&color[a][max]=2&color[b][]=x&color[b][]=y&color[c][0]=z&other=1",
  );
  readStyle(query, parameter("query", "deepObject", true, "object"));
  expect(query).toEqual({ color: { a: { min: "1", max: "2" }, b: ["x", "y"], c: ["z"] }, other: "1" });
});

test("names that are numbers are an array only if they count from 0, in any order", () => {
  const { query } = parseQuery("color[2020]=x&color[2021]=y&size[1]=b&size[0]=a");
  readStyle(query, parameter("query", "deepObject", true, "object"));
  readStyle(query, { ...parameter("query", "deepObject", true, "object"), name: "size" });
  expect(query).toEqual({ color: { 2020: "x", 2021: "y" }, size: ["a", "b"] });
});

test("what is deeper than any body stays as it is", () => {
  const name = `color${"[a]".repeat(3000)}`;
  const query = { [name]: "x" };
  readStyle(query, parameter("query", "deepObject", true, "object"));
  expect(query).toEqual({ [name]: "x" });
});

test("what may be text as well stays text, and items of headers have no blanks around them", () => {
  const query = { color: "completed" };
  readStyle(query, parameter("query", "form", false, "single"));
  expect(query).toEqual({ color: "completed" });
  const headers = { color: "a, b" };
  readStyle(headers, parameter("header", "simple", false, "array"));
  expect(headers).toEqual({ color: ["a", "b"] });
});

test("whatever is sent, nothing throws, and no prototype is touched", () => {
  const name = constantFrom(
    "color",
    "color[__proto__]",
    "color[a][__proto__][b]",
    "R",
    "__proto__",
    "color[",
    "color]",
  );
  const style = constantFrom("form", "deepObject", "spaceDelimited", "matrix", "label", "simple");
  const where = constantFrom<ParameterStyle["in"][]>("path", "query", "header");
  const kind = constantFrom<ParameterStyle["kind"][]>("array", "object", "single");
  assert(
    property(arrays(tuple(name, string())), where, style, boolean(), kind, (entries, ...rest) => {
      const values = Object.fromEntries(entries);
      readStyle(values, parameter(...rest));
      expect(Object.getPrototypeOf({})).toBe(Object.prototype);
      expect(({} as Record<string, unknown>)["b"]).toBeUndefined();
    }),
  );
});
