import type { SecurityScheme } from "@task-contracts/contracts";
import { left, right } from "fp-ts/lib/Either.js";
import type { MockRequest } from "./mock-request.ts";
import type { PrismComponents } from "./prism.ts";
import { violation } from "./violation.ts";

type Credentials = "accepted" | "missing" | "invalid";

/** Prism's `validateSecurity`: any of the operation's schemes will do. */
export const validateSecurity: PrismComponents["validateSecurity"] = ({ resource, element }) => {
  const { security } = resource.operation;
  const credentials = new Set(security.map((scheme) => readCredentials(scheme, element)));
  if (security.length === 0 || credentials.has("accepted")) return right(element);
  const message = credentials.has("invalid") ? "Invalid API key" : "No API Key provided";
  const challenges = security.flatMap(challenge);
  return left([{ ...violation([], 401, message), tags: challenges }]);
};

/**
 * How to send the key, for the error message.
 *
 * @example
 * howToAuthenticate([{ type: "http", scheme: "basic" }]); // "Send the API key as the user name of …"
 */
export const howToAuthenticate = (schemes: readonly SecurityScheme[]): string =>
  schemes
    .filter((scheme) => scheme.type !== "none")
    .map((scheme) =>
      scheme.type === "http"
        ? 'Send it as the user name of Basic authentication, with curl -u "YOUR_API_KEY:".'
        : `Send it as the ${scheme.in} parameter ${scheme.name}.`,
    )
    .join(" Or: ");

/** An empty key is none: it is what an unset variable leaves of `-u "$KEY:"`. */
const readCredentials = (scheme: SecurityScheme, request: MockRequest): Credentials => {
  if (scheme.type === "none") return "accepted";
  if (scheme.type === "http" && scheme.scheme === "basic") return readBasic(request.headers["authorization"]);
  if (scheme.type === "apiKey" && scheme.in === "query") return readParameter(request.query[scheme.name]);
  throw new Error(`The contract asks for ${JSON.stringify(scheme)}, which this server cannot check yet.`);
};

const readBasic = (authorization: string | undefined): Credentials => {
  if (authorization === undefined) return "missing";
  const [, token] = /^basic +([a-z\d+/]+={0,2})$/i.exec(authorization) ?? [];
  if (token === undefined) return "invalid";
  const [, key] = /^([^:]*):/.exec(Buffer.from(token, "base64").toString()) ?? [];
  if (key === undefined) return "invalid";
  return key === "" ? "missing" : "accepted";
};

const readParameter = (key: unknown): Credentials => {
  if (key === undefined || key === "") return "missing";
  return typeof key === "string" ? "accepted" : "invalid";
};

const challenge = (scheme: SecurityScheme): string[] =>
  scheme.type === "http" ? [`Basic realm="API key as user name", charset="UTF-8"`] : [];
