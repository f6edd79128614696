import { control, dataOf, type Schemas } from "../api/client.ts";
import type { Contract } from "./contracts.ts";
import { withCallbackUrl } from "./with-callback-url.ts";
import { type Call, credentialsOf, withQuery } from "./call.ts";
import { encodeBody } from "./encode-body.ts";

type Operation = Schemas["ContractOperation"];

/** The account of requests without a key. */
const ANONYMOUS = "anonymous";

/** The operations of a contract that create tasks, with a request to try. */
export const sampleOperations = ({ operations }: Contract): readonly Operation[] =>
  operations.filter(({ sample }) => sample !== undefined);

/**
 * The request that creates a sample task, from the examples of the contract.
 *
 * @param callbackUrl Where its callback is to go. Default: as in the example.
 */
export const sampleCall = (
  { url }: Pick<Contract, "url">,
  { method, sample, security }: Operation,
  key: string,
  callbackUrl?: string,
): Call => {
  if (!sample) throw new Error("The contract has no example for this operation.");
  const { body, callbackUrlAt, headers, mediaType, path } = sample;
  const filled = callbackUrl === undefined ? body : withCallbackUrl(body, callbackUrlAt, callbackUrl);
  const credentials = credentialsOf(security[0], key);
  return {
    method,
    url: withQuery(url + path, Object.entries(credentials.query)),
    headers: {
      ...headers,
      ...credentials.headers,
      // The browser adds the boundary of a form of several parts.
      ...(mediaType !== undefined && !mediaType.startsWith("multipart/") && { "content-type": mediaType }),
    },
    ...(mediaType !== undefined && { body: encodeBody(mediaType, filled) }),
  };
};

/**
 * Creates a sample task, whose callback goes to the receiver of the account.
 *
 * @returns The account that has it: without a security scheme, that of all requests without a key.
 */
export const createSample = async (
  contract: Contract,
  operation: Operation,
  key: string,
): Promise<string> => {
  const [scheme] = operation.security;
  const owner = scheme === undefined || scheme.type === "none" ? ANONYMOUS : key;
  const { url: receiver } = await dataOf(control.GET("/receiver", { params: { query: { account: owner } } }));
  const { body, headers, method, url } = sampleCall(contract, operation, key, receiver);
  const { cookie, ...others } = headers;
  // Scripts may not send this header, but the browser does.
  const setCookie = (end: string): void => {
    if (typeof cookie === "string") document.cookie = `${cookie}; path=/; samesite=strict${end}`;
  };
  setCookie("");
  const response = await fetch(url, {
    method,
    headers: others as Record<string, string>,
    ...(body !== undefined && { body }),
  }).finally(() => setCookie("; max-age=0"));
  if (!response.ok)
    throw new Error(`The server responded with ${response.status}: ${(await response.text()).slice(0, 300)}`);
  return owner;
};
