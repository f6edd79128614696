import createClient, { type Client, mergeHeaders } from "openapi-fetch";
import type { ClientOptions } from "./client-options.ts";
import type { ApiTraits } from "./connect.ts";
import { operationFinder } from "./find-operation.ts";
import type { httpCore } from "./http-core.ts";

/**
 * Makes an openapi-fetch client that calls an API with the key, retries, time limits and hooks of ours. Bundles that load
 * this module later leave out the rest.
 *
 * @example
 * const http = makeHttp<paths>(httpCore, traits, { apiKey });
 */
export const makeHttp = <Paths extends object>(
  { connect, send, toResponse }: typeof httpCore,
  traits: ApiTraits,
  options: ClientOptions,
): Client<Paths> => {
  const { bodyEncoder } = traits;
  const { baseUrl = traits.baseUrl, headers, bodyEncoding } = options;
  const callFor = connect(traits, options);
  const find = operationFinder(traits.operations);
  return createClient<Paths>({
    baseUrl,
    headers: mergeHeaders(
      headers,
      bodyEncoding && { "content-type": bodyEncoder?.contentTypes[bodyEncoding] },
    ),
    ...(bodyEncoder && {
      bodySerializer: (body: unknown, sent?: Headers) =>
        body instanceof FormData ? body : bodyEncoder.encode(body, sent?.get("content-type") ?? "json"),
    }),
    fetch: async (request) => {
      const [id = request.method, operation] = find(request) ?? [];
      // It may be the client's own, which says how a body is written if there is one.
      if (operation && operation.takes !== "body") request.headers.delete("content-type");
      const answer = await send((init) => new Request(request, init), callFor(id, operation, request));
      return toResponse(answer);
    },
  });
};
