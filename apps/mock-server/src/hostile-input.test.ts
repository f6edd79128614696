import { expect, test } from "vitest";
import { abbreviate } from "@task-contracts/mock/text/abbreviate";
import { boundViolations } from "@task-contracts/mock/pipeline/bound-violations";
import { nearestName } from "@task-contracts/mock/text/nearest-name";
import * as redact from "@task-contracts/mock/text/redact";
import { createAccessPolicy, normalizeOrigin } from "./server/access-policy.ts";
import { findBadEscape } from "@task-contracts/mock/parsing/find-bad-escape";
import { findInexactNumber } from "@task-contracts/mock/parsing/inexact-number";
import { parseForm } from "@task-contracts/mock/parsing/parse-form";
import { parseJson } from "@task-contracts/mock/parsing/parse-json";
import { parseQuery } from "@task-contracts/mock/parsing/parse-query";
import { keysInPath, shownPath, withoutKeys } from "@task-contracts/mock/pipeline/shown-path";

const size = 256 * 1024;

/** What makes a search start, repeated: where each start searches to the end, the work is the square of the length. */
const parts = [
  "[",
  "[]",
  "key[",
  "key[a",
  "account=[",
  'token:"',
  String.raw`key="\\`,
  "key='",
  "key ",
  "key=basic ",
  "key-",
  "//",
  "//a",
  "@",
  ":",
  "%",
  "%e9",
  "%25",
  "&a",
  ",",
  ";a=",
  " ",
  "\n",
  "\\",
  '"',
  "'",
  "1",
  "0",
  ".",
  "1.",
  "e1",
  "-",
  "a",
  "a.",
  "{",
  "~1",
  "__proto__",
];

const repeated = (part: string): string => part.repeat(Math.floor(size / part.length));

/** In addition, what begins or ends otherwise than it goes on. */
const texts = [
  ...parts.flatMap((part) => [repeated(part), `${repeated(part)}x`, `x${repeated(part)}=`]),
  `1${"0".repeat(size)}1`,
  `0.${"0".repeat(size)}1`,
  `1${"0".repeat(size)}x`,
  `${"10".repeat(size / 2)}1`,
  Array.from({ length: size / 8 }, (_, index) => `a${index}=1`).join("&"),
];

const isNumber = /^[1-9]\d*(?:\.\d+)?$/;
const never = (): boolean => false;
const access = createAccessPolicy({ host: "127.0.0.1" });

/** Reads what a client sends. That a text is refused is fine. */
const readers: Readonly<Record<string, (text: string) => unknown>> = {
  holdsKey: redact.holdsKey,
  mayHoldKey: redact.mayHoldKey,
  redactText: redact.redactText,
  redactParts: redact.redactParts,
  redactQuery: redact.redactQuery,
  redactPath: (text) => redact.redactPath(text, never),
  redactId: (text) => redact.redactId(text, never),
  redactHost: redact.redactHost,
  decode: redact.decode,
  keysInPath: (text) =>
    keysInPath(text, {
      headers: { authorization: `Basic ${Buffer.from(text).toString("base64")}`, "x-api-key": text },
      query: { api_key: text },
      isAccount: (key) => key.length < 4,
    }),
  shownPath: (text) => shownPath(text, ["a", "key"]),
  withoutKeys: (text) => withoutKeys({ error: text }, ["a", "key", text.slice(0, 1000)]),
  redactHeaders: (text) => redact.redactHeaders({ [text]: text, authorization: text, host: text, a: [text] }),
  redactValue: (text) => redact.redactValue({ [text]: text, a: [text] }),
  redactUrl: redact.redactUrl,
  nearestName: (text) => [
    nearestName(text, ["account", "limit"]),
    nearestName(text.slice(0, 64), ["account", text]),
  ],
  allowsHost: access.allowsHost,
  allowsOrigin: access.allowsOrigin,
  normalizeOrigin,
  findBadEscape,
  "findInexactNumber, as a number": (text) => isNumber.test(text) && findInexactNumber(text),
  "findInexactNumber, as a name": (text) =>
    findInexactNumber(`{${JSON.stringify(text)}:[1${"0".repeat(400)}1]}`),
  "parseJson, as it is": parseJson,
  "parseJson, as a number": (text) => parseJson(`{"a":${text}}`),
  "parseJson, as a name": (text) => parseJson(`{${JSON.stringify(text)}:9007199254740993}`),
  "parseForm, as it is": parseForm,
  "parseForm, as a name": (text) => parseForm(`${text}=9007199254740993`),
  "parseForm, as a value": (text) => parseForm(`a=${text}`),
  "parseQuery, as it is": parseQuery,
  "parseQuery, as a value": (text) => parseQuery(`a=${text}`),
  abbreviate: (text) => abbreviate({ [text]: [text, text] }),
  boundViolations: (text) => boundViolations([{ location: [text], severity: "Error", message: text }]),
};

const outcomeOf = (read: () => unknown): string => {
  try {
    read();
    return "read";
  } catch (error) {
    return (error as Error).name;
  }
};

test("every function that reads keys is among these", () => {
  const functions = Object.entries(redact).filter(([, value]) => typeof value === "function");
  expect(Object.keys(readers)).toEqual(expect.arrayContaining(functions.map(([name]) => name)));
});

// Each would take minutes, hours or forever if its work grew faster than the text: the limit of the test runner ends it.
test.each(Object.entries(readers))(
  "%s ends soon, whatever a client sends",
  { timeout: 60_000 },
  (_, read) => {
    for (const text of texts) expect(outcomeOf(() => read(text))).toMatch(/^(read|UnreadableBody)$/);
  },
);

test("a name that is nothing but brackets is compared at once", () => {
  const name = `${"[".repeat(1000)}]x`;
  expect(redact.holdsKey(name)).toBe(false);
  expect(redact.redactValue({ [name]: 1 })).toEqual({ [name]: 1 });
  expect(redact.redactQuery(`${name}=1`)).toBe(`${name}=1`);
  expect(nearestName(name.slice(0, 64), ["account"])).toBeUndefined();
  expect(() => parseJson(`{"${"[".repeat(26)}x":9007199254740993}`)).toThrow(
    "is 9007199254740993, but would come back as 9007199254740992",
  );
});
