import type { IncomingMessage } from "node:http";
import type { OperationTable } from "@task-contracts/contracts";
import { right } from "fp-ts/lib/Either.js";
import { reasonOf, sendRequest } from "../outgoing/send-request.ts";
import { anyOperation, errorResponse } from "../pipeline/error-response.ts";
import type { RawRequest } from "../pipeline/mock-request.ts";
import type { PrismComponents, Response } from "../pipeline/prism.ts";
import { requestHeaders, responseHeaders } from "./end-to-end-headers.ts";

/** Prism's `forward`, to a service elsewhere: what it answers is passed on as it is, with its body in bytes. */
export const createForward =
  (upstream: URL, operations: OperationTable): PrismComponents["forward"] =>
  ({ data }, _baseUrl, _upstreamProxy, resource) =>
  () =>
  async () => {
    if (!data.raw) throw new Error("A request was forwarded without its raw form.");
    try {
      return right(await exchange(upstream, data.raw));
    } catch (error) {
      return right(
        errorResponse(resource?.operation ?? anyOperation(operations), {
          status: 502,
          message: `The upstream ${upstream.href} did not answer (${reasonOf(error)}). Start it, or give the proxy another URL.`,
        }),
      );
    }
  };

/**
 * Whether a response came from the service. If not, it is the proxy's own.
 *
 * @example
 * isForwarded({ statusCode: 200, body: Buffer.from("{}") }); // true
 */
export const isForwarded = (response: Response): response is Response & { readonly body: Uint8Array } =>
  response.body instanceof Uint8Array;

const exchange = async (upstream: URL, { method, target, headers, body }: RawRequest): Promise<Response> => {
  const answer = await sendRequest(new URL(upstream.href.replace(/\/$/, "") + target), {
    method,
    headers: requestHeaders(headers, { host: upstream.host, method, length: body.length }),
    body,
  });
  return {
    statusCode: answer.statusCode ?? 502,
    // Prism means one value per name. `set-cookie` has several, and is passed on as they are.
    headers: responseHeaders(answer.headers) as Record<string, string>,
    body: await bytesOf(answer),
  };
};

const bytesOf = async (answer: IncomingMessage): Promise<Buffer> =>
  Buffer.concat((await answer.toArray()) as Buffer[]);
