import type { ApiOperation } from "./api-operation.ts";
import type { MakeRequest } from "./call.ts";
import type { BodyEncoding, HeaderValues } from "./client-options.ts";
import type { BodyEncoder } from "./encode-body.ts";
import { mergeHeaders } from "./merge-headers.ts";

/** What a request says, and how. */
export interface RequestContent {
  readonly operationId: string;
  readonly baseUrl: string;

  /** What the path is filled in with, in its order. */
  readonly ids: readonly (string | undefined)[];

  /** The query or the body, whichever the operation takes. */
  readonly values?: Readonly<Record<string, unknown>> | undefined;

  /** Writes the body, if the operation takes one. */
  readonly bodyEncoder?: BodyEncoder | undefined;

  /** What was set for the call or for the client. It comes before a `content-type` of the client. Default: JSON. */
  readonly bodyEncoding?: BodyEncoding | undefined;

  /** Headers of the client. */
  readonly clientHeaders?: HeaderValues | undefined;

  /** Headers of the call, which come before those of the client. */
  readonly headers?: HeaderValues | undefined;
}

/**
 * Writes the request of an operation as openapi-fetch would. That is not asked to, since it is as large as all the rest
 * of a client: it can do much that none of our contracts needs.
 *
 * @throws TypeError for ids that would lead to another path, and for bodies that cannot be written
 * @example
 * const operation = { method: "GET", path: "/task/{task_id}" };
 * writeRequest(operation, { operationId: "getTask", baseUrl, ids: ["5f2b"] })().url; // "…/task/5f2b"
 */
export const writeRequest = (
  { method, path, takes }: ApiOperation,
  {
    operationId,
    baseUrl,
    ids,
    values = {},
    bodyEncoder,
    bodyEncoding,
    clientHeaders,
    headers,
  }: RequestContent,
): MakeRequest => {
  const left = [...ids];
  const filled = path.replace(/{(\w+)}/g, (_, name: string) => {
    const id = left.shift();
    // URLs resolve dots as steps upwards.
    if (id && !/^\.\.?$/.test(id)) return encodeURIComponent(id);
    throw new TypeError(`${operationId} needs a ${name}, not ${JSON.stringify(id)}.`);
  });
  const query = takes === "query" ? writeQuery(values) : "";
  const encoder = takes === "body" ? bodyEncoder : undefined;
  const encodedAs = (encoding?: BodyEncoding): HeaderValues | undefined =>
    encoder && encoding && { "content-type": encoder.contentTypes[encoding] };
  const merged = mergeHeaders(encodedAs("json"), clientHeaders, encodedAs(bodyEncoding), headers);
  const init = {
    method,
    headers: merged,
    ...(encoder && { body: encoder.encode(values, merged.get("content-type") ?? "json") }),
  };
  return (more) => new Request(baseUrl.replace(/\/$/, "") + filled + query, { ...init, ...more });
};

/** Writes filters. What is `undefined` or `null` is left out, and arrays repeat their name. */
const writeQuery = (filters: object): string => {
  const query = Object.entries(filters)
    .flatMap(([name, value]: [string, Filter | Filter[]]) =>
      [value]
        .flat()
        .flatMap((item) =>
          item === undefined || item === null ? [] : `${name}=${encodeURIComponent(item)}`,
        ),
    )
    .join("&");
  return query && `?${query}`;
};

type Filter = string | number | boolean | null | undefined;
