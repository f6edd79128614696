import { control, dataOf, type Schemas } from "../api/client.ts";
import type { Contract } from "./contracts.ts";
import { withCallbackUrl } from "./with-callback-url.ts";
import { encodeBody } from "./encode-body.ts";

type Operation = Schemas["ContractOperation"];

/** A request that creates a task, ready to be sent. */
export interface SampleCall {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

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
): SampleCall => {
  if (!sample) throw new Error("The contract has no example for this operation.");
  const { body, callbackUrlAt, mediaType, path } = sample;
  const filled = callbackUrl === undefined ? body : withCallbackUrl(body, callbackUrlAt, callbackUrl);
  const credentials = credentialsOf(security[0], key);
  return {
    method,
    url:
      url + path + (credentials.query === "" ? "" : `${path.includes("?") ? "&" : "?"}${credentials.query}`),
    headers: { ...credentials.headers, ...(mediaType !== undefined && { "content-type": mediaType }) },
    ...(mediaType !== undefined && { body: encodeBody(mediaType, filled) }),
  };
};

/** Creates a sample task, whose callback goes to the receiver of the account. */
export const createSample = async (contract: Contract, operation: Operation, key: string): Promise<void> => {
  const { url: receiver } = await dataOf(control.GET("/receiver", { params: { query: { account: key } } }));
  const { url, ...call } = sampleCall(contract, operation, key, receiver);
  const response = await fetch(url, call);
  if (!response.ok)
    throw new Error(`The server responded with ${response.status}: ${(await response.text()).slice(0, 300)}`);
};

const credentialsOf = (scheme: Schemas["ContractSecurity"] | undefined, key: string) => {
  if (scheme?.type === "http")
    return {
      query: "",
      headers: { authorization: scheme.scheme === "bearer" ? `Bearer ${key}` : `Basic ${btoa(`${key}:`)}` },
    };
  if (scheme?.type !== "apiKey" || scheme.name === undefined) return { query: "", headers: {} };
  if (scheme.in === "query")
    return { query: `${encodeURIComponent(scheme.name)}=${encodeURIComponent(key)}`, headers: {} };
  return {
    query: "",
    headers: {
      [scheme.in === "cookie" ? "cookie" : scheme.name]:
        scheme.in === "cookie" ? `${scheme.name}=${key}` : key,
    },
  };
};
