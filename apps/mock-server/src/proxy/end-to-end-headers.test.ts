import { expect, test } from "vitest";
import { requestHeaders, responseHeaders } from "./end-to-end-headers.ts";

const nextHop = { host: "api.scale.example", method: "GET", length: 0 };

test("headers keep their spelling, order and repetitions, and name the next host", () => {
  const raw = ["X-B", "1", "Host", "127.0.0.1:4010", "x-a", "2", "X-B", "3"];

  expect(requestHeaders(raw, nextHop)).toEqual([
    "Host",
    "api.scale.example",
    "X-B",
    "1",
    "x-a",
    "2",
    "X-B",
    "3",
  ]);
});

test("headers of one connection stay behind, and so do those that Connection names", () => {
  const raw = ["Connection", "keep-alive, X-Hop", "X-Hop", "1", "Keep-Alive", "timeout=5", "TE", "trailers"];

  expect(requestHeaders(raw, nextHop)).toEqual(["Host", "api.scale.example"]);
});

test.each([
  ["GET", 0, []],
  ["GET", 3, ["Content-Length", "3"]],
  ["POST", 0, ["Content-Length", "0"]],
])("a %s with a body of %i bytes says %j", (method, length, expected) => {
  const raw = ["Transfer-Encoding", "chunked"];

  expect(requestHeaders(raw, { ...nextHop, method, length }).slice(2)).toEqual(expected);
});

test("responses keep all headers except those of the connection and those that the proxy sets", () => {
  expect(
    responseHeaders({
      connection: "close, x-hop",
      "x-hop": "1",
      "transfer-encoding": "chunked",
      "sl-violations": "[]",
      "content-length": "2",
      "set-cookie": ["a=1", "b=2"],
    }),
  ).toEqual({ "content-length": "2", "set-cookie": ["a=1", "b=2"] });
});
