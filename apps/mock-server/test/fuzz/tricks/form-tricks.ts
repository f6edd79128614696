import * as fc from "fast-check";
import { allowing, headerOf, type Trick, withHeader } from "./trick.ts";

/** What is added to a form. */
const ADDED = [
  "__proto__[polluted]=1",
  "__proto__=1",
  "constructor[prototype][polluted]=1",
  "a[__proto__][polluted]=1",
  "metadata[__proto__]=1",
  "metadata[constructor][prototype][polluted]=1",
  "toString=1&hasOwnProperty=2&a[toString]=3",
  "instruction[__proto__]=1",
  `a${"[b]".repeat(40)}=1`,
  `a${"[".repeat(1000)}=1`,
  "a[1000000]=1",
  "categories[1000000000000]=a",
  "categories[-1]=a",
  "categories[]=",
  "categories[][][]=a",
  "categories[0][x]=a&categories=b",
  "categories=a&categories[a]=b",
  "instruction=a&instruction=b",
  "instruction=",
  "instruction[]=a",
  "%zz=%zz",
  "%00=%00",
  "instruction=%ED%A0%80",
  "instruction=%C0%80",
  "instruction=\u202e",
  "&&=&=&==",
  "=",
  "[]=1",
  "[a]=1",
  "a]=1",
  "a[=1",
  "a;b=c",
  "a=1&".repeat(1500),
  `b=${"x".repeat(100_000)}`,
  "urgency=__proto__",
  "allow_multiple=TRUE",
  "min_width=1e400",
  "min_width=-Infinity",
  "min_width=0x10",
  "min_width=-0",
  "min_width=9007199254740993",
  "category_ids[0]=a&category_ids[1]=b",
  "examples[0][__proto__]=1",
  "fields[a]=b&fields[0]=c",
];

/** Adds something to a form, or sends it as one where there was none. */
export const formTrick: fc.Arbitrary<Trick> = fc.constantFrom(...ADDED).map((added) => ({
  name: `form ${added.slice(0, 40)}`,
  apply: (request) => {
    const type = "application/x-www-form-urlencoded";
    if (!headerOf(request, "content-type")?.startsWith(type)) {
      return allowing(
        { ...withHeader(request, "content-type", type), body: Buffer.from(added) },
        { also: [415] },
      );
    }
    return { ...request, body: Buffer.concat([request.body ?? Buffer.alloc(0), Buffer.from(`&${added}`)]) };
  },
}));
