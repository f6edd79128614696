import { gzipSync } from "node:zlib";
import * as fc from "fast-check";
import type { WireRequest } from "../wire-request.ts";
import { ODD_JSON, withOddJson, withTwice } from "./odd-json.ts";
import { headerOf, type Trick, withHeader } from "./trick.ts";

const utf8 = (text: string): Buffer => Buffer.from(text);

/** Bodies that are written badly, of the one that there was. */
const WRITINGS: readonly (readonly [
  name: string,
  write: (body: Buffer) => Buffer,
  also?: readonly number[],
])[] = [
  ["empty body", () => Buffer.alloc(0)],
  ["blank body", () => utf8(" \r\n\t")],
  ["half a body", (body) => body.subarray(0, body.length / 2)],
  ["two bodies", (body) => Buffer.concat([body, body])],
  ["body and rubbish", (body) => Buffer.concat([body, utf8("\0}]")])],
  ["byte order mark", (body) => Buffer.concat([utf8("\uFEFF"), body])],
  ["UTF-16", (body) => Buffer.from(body.toString(), "utf16le")],
  ["not UTF-8", (body) => Buffer.concat([body, Buffer.from([0xff, 0xfe, 0xc0, 0x80])])],
  [
    "surrogates in UTF-8",
    (body) => Buffer.concat([body.subarray(0, -2), Buffer.from([0xed, 0xa0, 0x80, 0x22, 0x7d])]),
  ],
  ["compressed body", (body) => gzipSync(body)],
  ["zeros", () => Buffer.alloc(1000)],
  ["1 MiB", (body) => Buffer.concat([body, Buffer.alloc(2 ** 20 - body.length, " ")])],
  ["more than 1 MiB", (body) => Buffer.concat([body, Buffer.alloc(2 ** 20, " ")])],
  ["long text", () => utf8(JSON.stringify({ instruction: "\u{1f600}".repeat(100_000) }))],
];

const written: readonly Trick[] = WRITINGS.map(([name, write]) => ({
  name,
  apply: (request) => withBody(request, write(request.body ?? utf8("{}"))),
}));

/** A body needs a type; an operation that takes none may not mind. */
const withBody = (request: WireRequest, body: Buffer): WireRequest =>
  headerOf(request, "content-type") === undefined
    ? withHeader({ ...request, body }, "content-type", "application/json")
    : { ...request, body };

/** Longer bodies are what another trick made, perhaps too deep to be walked through. */
const LONGEST = 10_000;

const jsonOf = ({ body = Buffer.from("{}") }: WireRequest): unknown => {
  try {
    return body.length > LONGEST ? {} : JSON.parse(body.toString());
  } catch {
    return {};
  }
};

const isForm = (request: WireRequest): boolean =>
  headerOf(request, "content-type")?.includes("form") ?? false;

/** Puts something odd in one place of a JSON body, or of the form that it could be. */
const oddValue: fc.Arbitrary<Trick> = fc
  .tuple(fc.nat(200), fc.constantFrom(...ODD_JSON), fc.boolean())
  .map(([choice, text, isTwice]) => ({
    name: `${isTwice ? "twice" : "odd"} ${text.slice(0, 40)}`,
    apply: (request) => {
      if (isForm(request)) return request;
      const value = jsonOf(request);
      const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
      const json = isTwice && isObject ? withTwice(value, choice, text) : withOddJson(value, choice, text);
      return withBody(request, utf8(json));
    },
  }));

export const bodyTrick: fc.Arbitrary<Trick> = fc.oneof(
  { weight: 3, arbitrary: oddValue },
  { weight: 1, arbitrary: fc.constantFrom(...written) },
);
