import type { Operation } from "@task-contracts/contracts";
import { right } from "fp-ts/lib/Either.js";
import type { Limits } from "@task-contracts/mock/limits";
import { reasonOf, sendRequest } from "../outgoing/send-request.ts";
import type { Problem } from "@task-contracts/mock/pipeline/error-response";
import type { RawRequest } from "@task-contracts/mock/pipeline/mock-request";
import type { PrismComponents, Response } from "@task-contracts/mock/pipeline/prism";
import { requestHeaders, responseHeaders } from "./end-to-end-headers.ts";
import { asForwarded, type Forwarded } from "./forwarded.ts";
import { holdBody, patience } from "./hold-body.ts";

/** Writes an error in the format of an operation's errors, or, without one, in that of any. */
type ErrorOf = (operation: Operation | undefined, problem: Problem) => Response;

/** Prism's `forward`, to a remote service: its response is passed on as it is. */
export const createForward =
  (upstream: URL, errorOf: ErrorOf, limits: Limits): PrismComponents["forward"] =>
  ({ data }, _baseUrl, _upstreamProxy, resource) =>
  () =>
  async () => {
    if (!data.raw) throw new Error("A request was forwarded without its raw form.");
    try {
      return right(await exchange(upstream, data.raw, limits));
    } catch (error) {
      return right(
        errorOf(resource?.operation, {
          status: 502,
          message: `The upstream ${upstream.href} did not respond (${reasonOf(error)}). Start it, or give the proxy another URL.`,
        }),
      );
    }
  };

const exchange = async (
  upstream: URL,
  { method, target, headers, body, clientLeft: signal }: RawRequest,
  { proxyCheckedBytes }: Limits,
): Promise<Forwarded> => {
  const answer = await sendRequest(new URL(upstream.href.replace(/\/$/, "") + target), {
    method,
    headers: requestHeaders(headers, { host: upstream.host, method, length: body.length }),
    body,
    signal,
  });
  const { statusCode = 502 } = answer;
  const head = {
    statusCode,
    // Prism's type has one value per name. `set-cookie` has several, which are passed on as they are.
    headers: responseHeaders(answer.headers) as Record<string, string>,
  };
  if (method === "HEAD" || statusCode === 204 || statusCode === 304) {
    answer.resume();
    return asForwarded(head);
  }
  const held = await holdBody(answer, { bytes: proxyCheckedBytes, ms: patience, signal });
  return asForwarded({ ...head, held, body: "bytes" in held ? held.bytes : held.stream });
};
