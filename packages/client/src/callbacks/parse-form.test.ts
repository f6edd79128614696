import { expect, test } from "vitest";
import { parseForm } from "./parse-form.ts";

test.for([
  ["task_id=5e8a", { task_id: "5e8a" }],
  [
    "response[category]=damage&response[status_code]=200",
    { response: { category: "damage", status_code: "200" } },
  ],
  [
    "task[params][categories][0]=a&task[params][categories][1]=b",
    { task: { params: { categories: ["a", "b"] } } },
  ],
  ["categories[1]=b&categories[0]=a", { categories: ["a", "b"] }],
  ["categories[]=a&categories[]=b", { categories: ["a", "b"] }],
  ["categories[]=a", { categories: ["a"] }],
  ["categories=a&categories=b", { categories: ["a", "b"] }],
  [
    "examples[0][correct]=true&examples[1][correct]=false",
    { examples: [{ correct: "true" }, { correct: "false" }] },
  ],
  ["task%5Binstruction%5D=50+%25+%26+more", { task: { instruction: "50 % & more" } }],
  ["metadata[two%0Alines]=a", { metadata: { "two\nlines": "a" } }],
  ["empty=&none", { empty: "", none: "" }],
  ["", {}],
] as const)("%s", ([form, value]) => {
  expect(parseForm(form)).toEqual(value);
});

test.for(["a=1&a[b]=2", "a[b]=1&a=2", "a[=1", "[a]=1", "=1", "a]b[=1", `a${"[b]".repeat(20)}=1`])(
  "%s makes no sense",
  (form) => {
    expect(() => parseForm(form)).toThrow(SyntaxError);
  },
);

test("Keys that stand for something on every object change nothing.", () => {
  const value = parseForm(
    "__proto__[polluted]=1&constructor[prototype][polluted]=2&a[__proto__][polluted]=3",
  );
  expect(({} as { polluted?: string }).polluted).toBeUndefined();
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
});
