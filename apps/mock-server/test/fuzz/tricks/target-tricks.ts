import * as fc from "fast-check";
import { allowing, type Trick } from "./trick.ts";

/** Values that stand for something else somewhere, raw or percent-encoded. */
const ODD_VALUES = [
  "__proto__",
  "constructor",
  "toString",
  "%00",
  "%F0%9F%98%80",
  "%ED%A0%80",
  "%E2%80%AE",
  "%zz",
  "%",
  "..",
  ".",
  "%2e%2e",
  "%2F",
  "%5C",
  "null",
  "0",
  "-0",
  "-1",
  "1e3",
  "1e400",
  "Infinity",
  "0x10",
  "NaN",
  "9007199254740993",
  "+1",
  "1.0",
  "",
  "[]",
  "a%0d%0ab:c",
  "x".repeat(5000),
  "s_1",
  "d_1",
];

const SUFFIXES = ["/", "//", "/.", "/..", "%2f", "%00", "%zz", ";a=b", "#a", "/%2e%2e/%2e%2e/_mock/reset"];

const PREFIXES = [
  "/",
  "//127.0.0.1",
  "/.",
  "/x/..",
  "/%2e%2e",
  "\\",
  "http://127.0.0.1",
  "http://evil.example:1",
  "http:",
];

const QUERIES = [
  "__proto__=1",
  "__proto__[polluted]=1",
  "constructor[prototype][polluted]=1",
  "toString=1&hasOwnProperty=2",
  "account=",
  "account=__proto__",
  "account=live_fuzz&account=live_other",
  "limit=1e400",
  "limit=%00",
  "offset=-0",
  "%zz=%zz",
  "&&=&==&",
  "api_key=",
  "api_key=a&api_key=b",
  "api_key[a]=b",
  "start_time=%00",
  "next_token=__proto__",
  "a=1&".repeat(1500),
  "until=ended",
];

type Target = (path: string, query: string) => string;

const trick = (name: string, change: Target, also: readonly number[] = [400]): Trick => ({
  name: name.slice(0, 50),
  apply: (request) => {
    const [path = "", query = ""] = request.target.split(/\?(.*)/s);
    return allowing({ ...request, target: change(path, query) }, { also });
  },
});

const join = (path: string, query: string): string => (query === "" ? path : `${path}?${query}`);

const changed: readonly Trick[] = [
  ...SUFFIXES.map((suffix) => trick(`path…${suffix}`, (path, query) => join(path + suffix, query))),
  ...PREFIXES.map((prefix) => trick(`${prefix}…path`, (path, query) => join(prefix + path, query))),
  ...QUERIES.map((more) => trick(`query ${more}`, (path, query) => join(path, `${query}&${more}`))),
  ...QUERIES.map((more) => trick(`query only ${more}`, (path) => join(path, more))),
  trick("path in upper case", (path, query) =>
    join(
      path.replaceAll(/\/[a-z]+/g, (part) => part.toUpperCase()),
      query,
    ),
  ),
  trick("double slashes", (path, query) => join(path.replaceAll("/", "//"), query)),
  trick("encoded letters", (path, query) =>
    join(
      path.replace(/[a-z](?=[^@]*$)/, (letter) => `%${letter.charCodeAt(0).toString(16)}`),
      query,
    ),
  ),
  trick("very long path", (path, query) => join(`${path}/${"x".repeat(20_000)}`, query), [400, 431]),
  trick("very long query", (path, query) => join(path, `${query}&x=${"x".repeat(20_000)}`), [400, 431]),
  trick("raw UTF-8 in the path", (path, query) => join(`${path}\u00c3\u00a9`, query)),
  trick("a space in the target", (path, query) => join(`${path} x`, query)),
  trick("*", () => "*"),
  trick("no target", () => ""),
  trick("question marks", (path, query) => `${path}??${query}?`),
];

/** Puts something odd where a parameter stood in the path, or at the end of it. */
const oddSegment: fc.Arbitrary<Trick> = fc
  .constantFrom(...ODD_VALUES)
  .map((value) =>
    trick(`segment ${value.slice(0, 30)}`, (path, query) => join(path.replace(/@\w+@|[^/]*$/, value), query)),
  );

/** Puts something odd in place of a value of the query. */
const oddQueryValue: fc.Arbitrary<Trick> = fc
  .tuple(fc.nat(9), fc.constantFrom(...ODD_VALUES))
  .map(([choice, value]) =>
    trick(`value ${value.slice(0, 30)}`, (path, query) => {
      const pairs = query.split("&");
      const chosen = choice % pairs.length;
      // Times are left alone: to wait for long would only be slow.
      return join(
        path,
        pairs
          .map((pair, index) =>
            index === chosen && !pair.startsWith("timeoutMs") ? `${pair.split("=")[0]}=${value}` : pair,
          )
          .join("&"),
      );
    }),
  );

export const targetTrick: fc.Arbitrary<Trick> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...changed) },
  { weight: 2, arbitrary: oddSegment },
  { weight: 2, arbitrary: oddQueryValue },
);
