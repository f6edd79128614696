import type { SecurityScheme } from "@task-contracts/contracts";
import { left, right } from "fp-ts/lib/Either.js";
import type { Credentials, KeyPolicy } from "./key-policy.ts";
import type { MockRequest } from "./mock-request.ts";
import type { PrismComponents } from "./prism.ts";
import { decodeBase64 } from "../text/decode-base64.ts";
import { violation } from "./violation.ts";

/** Prism's `validateSecurity`: any of the operation's schemes is sufficient. The caller is recorded in the request. */
export const createValidateSecurity =
  (policy: KeyPolicy): PrismComponents["validateSecurity"] =>
  ({ resource, element }) => {
    const { security } = resource.operation;
    if (security.length === 0) return right(element);
    let isInvalid = false;
    let isRefused = false;
    // Schemes with a key first: a client that sends one where none is required is recognized by it anyway.
    for (const scheme of security.length > 1 ? security.toSorted(optionalLast) : security) {
      const { key, isWrong = false } = readCredentials(scheme, element);
      if (
        scheme.type === "none" ? policy.isOptional && !isRefused : key !== undefined && policy.isValid(key)
      ) {
        if (key !== undefined) element.apiKey = key;
        return right(element);
      }
      isRefused ||= key !== undefined;
      isInvalid ||= isWrong || key !== undefined;
    }
    const message = isInvalid ? policy.invalid : policy.missing;
    return left([{ ...violation([], 401, message), tags: security.flatMap(challenge) }]);
  };

const optionalLast = (one: SecurityScheme, other: SecurityScheme): number =>
  Number(one.type === "none") - Number(other.type === "none");

/**
 * How to send the key, for the error message.
 *
 * @example
 * howToAuthenticate([{ type: "http", scheme: "basic" }]); // "Send the API key as the user name of …"
 */
export const howToAuthenticate = (schemes: readonly SecurityScheme[]): string =>
  schemes.flatMap(howToSend).join(" Or: ");

const howToSend = (scheme: SecurityScheme): string[] => {
  if (scheme.type === "none") return [];
  if (scheme.type === "apiKey") return [`Send it as the ${scheme.in} parameter ${scheme.name}.`];
  return scheme.scheme === "bearer"
    ? ["Send it as Authorization: Bearer TOKEN."]
    : ['Send it as the user name of Basic authentication, with curl -u "YOUR_API_KEY:".'];
};

/** An empty key is none: it is the result of an unset variable in `-u "$KEY:"`. */
const readCredentials = (scheme: SecurityScheme, { headers, query }: MockRequest): Credentials => {
  if (scheme.type === "none") return {};
  if (scheme.type === "http") {
    const { authorization } = headers;
    if (scheme.scheme === "basic") return readBasic(authorization);
    if (scheme.scheme === "bearer") return readBearer(authorization);
  } else if (scheme.in === "query") return readParameter(query[scheme.name]);
  else if (scheme.in === "header") return readParameter(headers[scheme.name.toLowerCase()]);
  else return readParameter(cookieOf(headers, scheme.name));
  throw new Error(`The contract requires ${JSON.stringify(scheme)}, which this server cannot check yet.`);
};

const readBasic = (authorization: string | undefined): Credentials => {
  if (authorization === undefined) return {};
  const [, token] = /^basic +([a-z\d+/]+={0,2})$/i.exec(authorization) ?? [];
  if (token === undefined) return { isWrong: true };
  const credentials = decodeBase64(token);
  if (credentials === undefined) return { isWrong: true };
  const end = credentials.indexOf(":");
  if (end === -1) return { isWrong: true };
  // Blanks around a key are a mistake in copying it.
  const key = credentials.slice(0, end).trim();
  return key === "" ? {} : { key };
};

const readBearer = (authorization: string | undefined): Credentials => {
  if (authorization === undefined) return {};
  const [, key] = /^bearer +(\S+)$/i.exec(authorization) ?? [];
  return key === undefined ? { isWrong: true } : { key };
};

const cookieOf = (headers: MockRequest["headers"], name: string): string | undefined =>
  headers["cookie"]
    ?.split(/; */)
    .map((pair) => pair.split("="))
    .find(([key]) => key === name)
    ?.slice(1)
    .join("=");

const readParameter = (value: unknown): Credentials => {
  if (value === undefined) return {};
  if (typeof value !== "string") return { isWrong: true };
  return value.trim() === "" ? {} : { key: value.trim() };
};

const challenge = (scheme: SecurityScheme): string[] => {
  if (scheme.type !== "http") return [];
  return [scheme.scheme === "bearer" ? "Bearer" : `Basic realm="API key as user name", charset="UTF-8"`];
};
