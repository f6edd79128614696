import {
  array,
  assert,
  boolean,
  constant,
  constantFrom,
  dictionary,
  double,
  integer,
  letrec,
  oneof,
  property,
} from "fast-check";
import { parse } from "qs";
import { expect, test } from "vitest";
import type { JsonObject } from "../model.ts";
import { encodeCallback } from "./encode-callback.ts";

const form = "application/x-www-form-urlencoded";
const encode = (mediaType: string, payload: JsonObject): string =>
  new TextDecoder("utf-8", { fatal: true }).decode(encodeCallback(mediaType, payload));

test("JSON is the payload as it is, in UTF-8", () => {
  const payload = { task_id: "7", response: { category: "größer 🐘", none: null } };
  expect(JSON.parse(encode("application/json", payload))).toEqual(payload);
});

test("a form has brackets for objects and arrays", () => {
  const payload = {
    task_id: "5e8a41d07c2b9f0012d4a6e1",
    response: { category: "damage", status_code: 200 },
    task: { params: { categories: ["delivery", "damage"], allow_multiple: false } },
  };
  expect(decodeURIComponent(encode(form, payload)).split("&")).toEqual([
    "task_id=5e8a41d07c2b9f0012d4a6e1",
    "response[category]=damage",
    "response[status_code]=200",
    "task[params][categories][0]=delivery",
    "task[params][categories][1]=damage",
    "task[params][allow_multiple]=false",
  ]);
});

test("a form has only characters that every parser reads the same way", () => {
  expect(encode(form, { "a b": "1+1=2 & 50% [ä]\r\n" })).toBe("a+b=1%2B1%3D2+%26+50%25+%5B%C3%A4%5D%0D%0A");
});

test("a form leaves out what it cannot say: null, empty objects and empty arrays", () => {
  expect(encode(form, { a: null, b: {}, c: [], d: { e: [{}] }, f: undefined, g: "" })).toBe("g=");
});

test("lone surrogates, which UTF-8 cannot say, become replacement characters", () => {
  expect(encode(form, { a: "x\ud800y" })).toBe("a=x%EF%BF%BDy");
  expect(JSON.parse(encode("application/json", { a: "x\ud800y" }))).toEqual({ a: "x\ud800y" });
});

test("an unknown media type is refused with the known ones", () => {
  expect(() => encodeCallback("text/xml", {})).toThrow(
    "A callback cannot be encoded as text/xml: only application/json and application/x-www-form-urlencoded are known.",
  );
});

/** Any sequence of UTF-16 code units, well-formed or not. */
const text = array(integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units));
const name = constantFrom("task_id", "params", "a.b", "ключ", "x y", "&=%+", "😀");
const { value } = letrec((tie) => ({
  value: oneof(
    { maxDepth: 4 },
    text,
    boolean(),
    integer(),
    double({ noNaN: true, noDefaultInfinity: true }),
    constant(null),
    dictionary(name, tie("value")),
    array(tie("value"), { maxLength: 30 }),
  ),
}));

/** What is left of a value in a form. */
const asText = (from: unknown): unknown => {
  if (from === null) return undefined;
  if (typeof from === "string") return from.toWellFormed();
  if (typeof from !== "object") return JSON.stringify(from);
  const children = Object.entries(from).flatMap(([key, child]) => {
    const left = asText(child);
    return left === undefined ? [] : [[key, left] as const];
  });
  if (children.length === 0) return undefined;
  return Array.isArray(from) ? children.map(([, child]) => child) : Object.fromEntries(children);
};

test("whatever is sent as a form, a parser gives it back as text", () => {
  assert(
    property(dictionary(name, value), (payload) => {
      const parsed = parse(encode(form, payload), { depth: 10, arrayLimit: 100, parameterLimit: Infinity });
      expect(parsed).toEqual(asText(payload) ?? {});
    }),
  );
});
