import { expect, test } from "vitest";
import { failure, nameFailure } from "./failure-name.ts";

const withCode = (code: string): Error => Object.assign(new Error("some text of Node"), { code });

test.for([
  [withCode("ECONNREFUSED"), "ECONNREFUSED"],
  [withCode("CERT_HAS_EXPIRED"), "CERT_HAS_EXPIRED"],
  [withCode("ETIMEDOUT"), "timeout"],
  [withCode("EMFILE"), "too many open files"],
  [withCode("EPROTO"), "TLS error"],
  [withCode("HPE_INVALID_CONSTANT"), "invalid response"],
  [withCode("HPE_HEADER_OVERFLOW"), "invalid response"],
  [withCode("ERR_INVALID_CHAR"), "invalid header"],
  [withCode("ERR_INVALID_URL"), "invalid URL"],
  [new URIError("URI malformed"), "invalid URL"],
  [failure("refused address"), "refused address"],
  [new Error("no code"), "unknown error"],
  [undefined, "unknown error"],
] as const)("%s is called %s", ([error, name]) => {
  expect(nameFailure(error)).toBe(name);
});
