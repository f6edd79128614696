import { describe, expect, test } from "vitest";
import {
  redactHeaders,
  redactParts,
  redactPath,
  redactQuery,
  redactText,
  redactUrl,
  redactValue,
} from "./redact.ts";

test.each([
  ['{"callbackAuthKey":"cb_1","limit":5}', '{"callbackAuthKey":…,"limit":5}'],
  ['{"callbackAuthKey":"cb_1 that is cut o', '{"callbackAuthKey":…'],
  ['{"api_key":["a","b"],"limit":5}', '{"api_key":…,"limit":5}'],
  [String.raw`{"account":"a\"b","limit":5}`, '{"account":…,"limit":5}'],
  ["callbackAuthKey=cb_1&limit=5", "callbackAuthKey=…&limit=5"],
  ["authorization: Basic dGVzdDo=", "authorization: …"],
  ["X-API-Key: abc", "X-API-Key: …"],
  ["see http://user:pass@host/ there", "see http://…@host/ there"],
  ["next_token=abc", "next_token=abc"],
  ["Send the API key as the user name.", "Send the API key as the user name."],
  ["monkey=banana", "monkey=banana"],
  ["a@b.example", "a@b.example"],
])("of the text %s, %s is left", (text, redacted) => {
  expect(redactText(text)).toBe(redacted);
});

test.each([
  [
    '--x\r\ncontent-disposition: form-data; name="api_key"\r\n\r\na\nb\r\n--x\r\ncontent-disposition: form-data; name="limit"\r\n\r\n5\r\n--x--',
    '--x\r\ncontent-disposition: form-data; name="api_key"\r\n\r\n…\r\n--x\r\ncontent-disposition: form-data; name="limit"\r\n\r\n5\r\n--x--',
  ],
  ['name="callbackAuthKey"; a=b\r\nx: y\r\n\r\ncut o', 'name="callbackAuthKey"; a=b\r\nx: y\r\n\r\n…'],
])("of the parts %j, %j is left", (text, redacted) => {
  expect(redactParts(text)).toBe(redacted);
});

test.each([
  ["api_key=a&limit=5", "api_key=…&limit=5"],
  ["api%5Fkey=a", "api_key=…"],
  ["account[]=a&account[0]=b", "account[]=…&account[0]=…"],
  ["Account=a&accont=b&count=1", "Account=…&accont=…&count=1"],
  ["next_token=a&type=b", "next_token=a&type=b"],
  ["api_key", "api_key"],
  ["%", "%"],
])("of the query %s, %s is left", (query, redacted) => {
  expect(redactQuery(query)).toBe(redacted);
});

test.each([
  ["/accounts/K", "/accounts/…"],
  ["/accounts/%4B", "/accounts/…"],
  ["/accounts/Kx", "/accounts/Kx"],
  ["/settings;account=a/b", "/settings;account=…"],
  ["//a:@host/b", "//…@host/b"],
  ["/%/b", "/%/b"],
])("of the path %s, %s is left", (path, redacted) => {
  expect(redactPath(path, (segment) => segment === "K")).toBe(redacted);
});

test("of headers, those with credentials are hidden, and the scheme of an authorization stays", () => {
  expect(
    redactHeaders({
      authorization: "Basic a",
      "proxy-authorization": "a",
      cookie: "a=b",
      "set-cookie": ["a=b", "c=d"],
      "scale-callback-auth": "a",
      host: "a:b@host:1",
      referer: "http://a:b@host/?account=c",
      accept: "*/*",
      "content-length": 5,
      expires: undefined,
    }),
  ).toEqual({
    authorization: "Basic …",
    "proxy-authorization": "…",
    cookie: "…",
    "set-cookie": ["…", "…"],
    "scale-callback-auth": "…",
    host: "…@host:1",
    referer: "http://…@host/?account=…",
    accept: "*/*",
    "content-length": "5",
  });
});

describe("of the data of a message", () => {
  test("what holds a key in any data is hidden, at any depth", () => {
    expect(redactValue({ api_key: "a", deep: [{ "Api-Key": ["a"], limit: 5 }] })).toEqual({
      api_key: "…",
      deep: [{ "Api-Key": "…", limit: 5 }],
    });
  });

  test("everything else stays as it is", () => {
    const value = { account: "7", key: "k", token: null, list: [1, true], url: "https://host/a?b=c" };
    expect(redactValue(value)).toEqual(value);
  });
});

test("of the URL of a receiver, the host and the path are left", () => {
  expect(redactUrl("http://user:pass@127.0.0.1:8080/callback?secret=1#a")).toBe(
    "http://127.0.0.1:8080/callback",
  );
  expect(redactUrl("no URL?secret=1")).toBe("no URL");
});
