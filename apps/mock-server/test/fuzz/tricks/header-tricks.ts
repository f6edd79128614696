import * as fc from "fast-check";
import { allowing, type Leave, type Trick, withHeader, withoutHeader } from "./trick.ts";

/** Odd values of headers, and what they may be answered with. */
const ODD: readonly (readonly [name: string, values: readonly string[], leave?: Leave])[] = [
  [
    "authorization",
    ["", "Basic", "Basic !", "Bearer x", "Basic Og==", "Basic YWJj", "basic  bGl2ZV9mdXp6Og=="],
  ],
  [
    "authorization",
    [basic("__proto__:"), basic("constructor:"), basic("\0:"), basic(`${"k".repeat(5000)}:`)],
  ],
  [
    "prefer",
    ["code=200", "code=404", "code=500", "dynamic=true", "dynamic", "respond-async"],
    { also: [400] },
  ],
  ["prefer", ["code=999", "code=1e3", "code=", "code=__proto__", "dynamic=maybe", ",;=,;="], { also: [400] }],
  [
    "prefer",
    ["example=__proto__", "example=constructor", "code=200, example=x", "__proto__=1"],
    { also: [400] },
  ],
  [
    "content-type",
    ["APPLICATION/JSON", 'application/json; charset="utf-8"', "application/json;;;"],
    { also: [415] },
  ],
  [
    "content-type",
    ["", "json", "text/plain", "__proto__", "a/b/c", "application/problem+json"],
    { also: [415] },
  ],
  ["content-type", ["application/json; charset=utf-16", "multipart/form-data; boundary=x"], { also: [415] }],
  ["content-type", ["application/x-www-form-urlencoded; charset=latin1"], { also: [415] }],
  [
    "content-encoding",
    ["gzip", "br", "identity", "IDENTITY", "", "identity, gzip", "nonsense"],
    { also: [415] },
  ],
  [
    "host",
    ["evil.example", "127.0.0.1:99999", "[::1", "localhost:@", "a b", "", "\u00e9"],
    { also: [400, 403] },
  ],
  ["origin", ["null", "https://evil.example", "http://localhost:1", "nonsense", ""], { also: [403] }],
  ["expect", ["100-continue", "200-ok", ""], { also: [417] }],
  ["accept", ["text/html;q=0", "application/xml", "*/*;q=-1", "\u00e9"]],
  ["x-http-method-override", ["DELETE"]],
  ["if-none-match", ["*"]],
  ["range", ["bytes=0-1"]],
  ["x-large", ["x".repeat(20_000)], { also: [431] }],
  ["x-control", ["a\0b", "a\u007fb", "a\rb"], { also: [400] }],
  ["x bad name", ["1"], { also: [400] }],
  ["upgrade", ["websocket", "h2c"]],
  ["connection", ["close", "upgrade", "keep-alive, close, x", "\u00e9"]],
  ["__proto__", ["1"]],
  ["constructor", ["1"]],
  [
    "content-length",
    ["-1", "0x10", "1e3", "5, 5", "", "99999999999999999999", "+5"],
    { also: [400, 413], mayBeSilent: true },
  ],
  [
    "transfer-encoding",
    ["identity", "gzip, chunked", "chunked, chunked", "x"],
    { also: [400, 501], mayBeSilent: true },
  ],
];

function basic(text: string): string {
  return `Basic ${Buffer.from(text).toString("base64")}`;
}

const odd: readonly Trick[] = ODD.flatMap(([name, values, leave = {}]) =>
  values.map((value) => ({
    name: `${name}: ${value.slice(0, 40)}`,
    apply: (request) => allowing(withHeader(request, name, value), leave),
  })),
);

const doubled: readonly Trick[] = ["authorization", "host", "content-type", "content-length", "prefer"].map(
  (name) => ({
    name: `two headers ${name}`,
    apply: (request) =>
      allowing(
        { ...request, headers: [...request.headers, [name, "code=200"], [name, "code=404"]] },
        { also: [400, 403, 415], mayBeSilent: name === "content-length" },
      ),
  }),
);

const others: readonly Trick[] = [
  { name: "no host", apply: (request) => allowing(withoutHeader(request, "host"), { also: [400] }) },
  {
    name: "500 headers",
    apply: (request) => ({
      ...request,
      headers: [...request.headers, ...Array.from({ length: 500 }, (_, n) => [`x-${n}`, "1"] as const)],
    }),
  },
];

export const headerTrick: fc.Arbitrary<Trick> = fc.constantFrom(...odd, ...doubled, ...others);
