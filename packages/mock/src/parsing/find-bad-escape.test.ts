import { expect, test } from "vitest";
import { decodeFormText, findBadEscape } from "./find-bad-escape.ts";

test.each([
  ["project=caf%E9", "project", "%E9"],
  ["a=1&project=x%FFy&b=2", "project", "%FF"],
  ["a=%ED%A0%80", "a", "%ED%A0%80"],
  ["a=%C0%80", "a", "%C0%80"],
  ["caf%E9=1", "caf%E9", "%E9"],
  ["%C3%A9=%E9", "é", "%E9"],
  ["a=%E2%82&b=%AC", "a", "%E2%82"],
  ["a=100%&b=%E9", "b", "%E9"],
])("%s has a field that is not UTF-8", (text, name, escapes) => {
  expect(findBadEscape(text)).toEqual({
    name,
    message: `${name} has the escape ${escapes}, which is not UTF-8. Encode it as UTF-8: é is %C3%A9.`,
  });
});

test.each([
  ["", ""],
  ["caf%C3%A9", "café"],
  ["a+b%2Bc", "a b+c"],
  ["100%", "100%"],
  ["100% caf%C3%A9", "100% café"],
  ["%zz%", "%zz%"],
  ["%F0%9F%94%91", "🔑"],
])("%s is %s", (text, decoded) => {
  expect(findBadEscape(text)).toBeUndefined();
  expect(decodeFormText(text)).toBe(decoded);
});
