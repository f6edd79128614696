import { expect, test } from "vitest";
import { acceptForm, parseForm } from "./parse-form.ts";

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
  ["a=100%25+%+%zz&b=caf%C3%A9&c=%F0%9F%91%8D", { a: "100% % %zz", b: "café", c: "👍" }],
  ["metadata[a[b]]=c&metadata[d[e][f]]=g", { metadata: { "a[b]": "c", "d[e][f]": "g" } }],
  ["a=b=c&&d=e&", { a: "b=c", d: "e" }],
  ["empty=&none", { empty: "", none: "" }],
  ["", {}],
] as const)("%s", ([form, value]) => {
  expect(parseForm(form)).toEqual(value);
});

test.for([
  ["a[=1", '"a["'],
  ["a]=1", '"a]"'],
  ["[a]=1", '"[a]"'],
  ["[]=1", '"[]"'],
  ["=1", '""'],
  ["a[b[c]=1", '"a[b[c]"'],
  ["a[b]c=1", '"a[b]c"'],
  ["a[b]]=1", '"a[b]]"'],
  ["a]b[=1", '"a]b["'],
  ["m[a%5Bb]=1", '"m[a[b]"'],
  [`${"a".repeat(100)}[=1`, `"${"a".repeat(60)}…"`],
] as const)("A key whose names do not pair up is refused, and shown: %s", ([form, shown]) => {
  const message = `${shown} is not a key of a form: write a[b] for b in a.`;
  expect(() => parseForm(`x=1&${form}`)).toThrow(new SyntaxError(message));
  expect(() => acceptForm(Object.fromEntries(new URLSearchParams(form)))).toThrow(new SyntaxError(message));
});

test.for([
  ["instruction=caf%E9", '"instruction"'],
  ["task%5Bnote%5D=%C3", '"task[note]"'],
  ["a[%FF]=1", '"a[%FF]"'],
  ["a=%C3%28", '"a"'],
  ["a=%ED%A0%80", '"a"'],
] as const)("Escapes that are not UTF-8 are refused, and their key is shown: %s", ([form, shown]) => {
  expect(() => parseForm(`x=1&${form}`)).toThrow(
    new SyntaxError(`${shown} has percent escapes that are not UTF-8.`),
  );
});

test.for([
  ["a=1&a[b]=2", '"a[b]" is both a value and an object.'],
  ["a[b][c]=1&a[b]=2", '"a[b]" is both a value and an object.'],
  [`a${"[b]".repeat(16)}=1`, `"a${"[b]".repeat(16)}" has more than 16 levels of names.`],
] as const)("Keys that make no sense together or are too deep are refused: %s", ([form, message]) => {
  expect(() => parseForm(form)).toThrow(new SyntaxError(message));
});

test.for([
  ["metadata[constructor]=c", '{"metadata":{"constructor":"c"}}'],
  ["toString=1&a[hasOwnProperty]=2&a[length]=3", '{"toString":"1","a":{"hasOwnProperty":"2","length":"3"}}'],
  [
    "__proto__[polluted]=1&constructor[prototype][polluted]=2&a[__proto__][polluted]=3",
    '{"__proto__":{"polluted":"1"},"constructor":{"prototype":{"polluted":"2"}},"a":{"__proto__":{"polluted":"3"}}}',
  ],
] as const)("Keys that every object has are keys like any other, and change nothing: %s", ([form, json]) => {
  for (const value of [parseForm(form), acceptForm(Object.fromEntries(new URLSearchParams(form)))]) {
    expect(JSON.stringify(value)).toBe(json);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  }
  expect({}).not.toHaveProperty("polluted");
});
