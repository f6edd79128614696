import * as fc from "fast-check";
import { allowing, type Trick } from "./trick.ts";

const METHODS = [
  "HEAD",
  "OPTIONS",
  "TRACE",
  "GET",
  "POST",
  "PUT",
  "PATCH",
  "DELETE",
  "PROPFIND",
  "M-SEARCH",
  "QUERY",
];

/** Methods that are none, by what Node knows. */
const NONSENSE = ["get", "post", "FOO", "", "G ET", "X".repeat(10_000), "GET\0"];

const VERSIONS = ["HTTP/1.0", "HTTP/0.9", "HTTP/2.0", "HTTP/9.9", "HTTPS/1.1", "http/1.1", ""];

const known: readonly Trick[] = METHODS.map((method) => ({
  name: `method ${method}`,
  apply: (request) => ({ ...request, method }),
}));

const unknown: readonly Trick[] = NONSENSE.map((method) => ({
  name: `method ${method.slice(0, 20)}`,
  apply: (request) => allowing({ ...request, method }, { also: [400, 431] }),
}));

const versions: readonly Trick[] = VERSIONS.map((version) => ({
  name: `version ${version}`,
  apply: (request) => allowing({ ...request, version }, { also: [400, 505] }),
}));

const others: readonly Trick[] = [
  {
    name: "preflight",
    apply: (request) =>
      allowing(
        {
          ...request,
          method: "OPTIONS",
          headers: [
            ...request.headers,
            ["origin", "http://localhost:1"],
            ["access-control-request-method", "\u00e9"],
          ],
        },
        { also: [204] },
      ),
  },
  {
    name: "CONNECT",
    apply: (request) => allowing({ ...request, method: "CONNECT" }, { also: [400], mayBeSilent: true }),
  },
];

export const methodTrick: fc.Arbitrary<Trick> = fc.constantFrom(...known, ...unknown, ...versions, ...others);
