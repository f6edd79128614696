import type { ClientOptions as HttpOptions } from "openapi-fetch";
import { toResponse } from "./answer.ts";
import type { ClientOptions } from "./client-options.ts";
import { type ApiTraits, connect } from "./connect.ts";
import { operationFinder } from "./find-operation.ts";
import { send } from "./send.ts";

/**
 * What openapi-fetch is told to call an API with the key, retries, time limits and hooks of ours.
 *
 * @example
 * const http = createClient<paths>(httpOptions(traits, { apiKey }));
 */
export const httpOptions = (traits: ApiTraits, options: ClientOptions): HttpOptions => {
  const { baseUrl = traits.baseUrl, headers = {} } = options;
  const callFor = connect(traits, options);
  const find = operationFinder(traits.operations);
  return {
    baseUrl,
    headers,
    fetch: async (request) => {
      const [id = request.method, operation] = find(request) ?? [];
      const answer = await send((init) => new Request(request, init), callFor(id, operation, request));
      return toResponse(answer);
    },
  };
};
