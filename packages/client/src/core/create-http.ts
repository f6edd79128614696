import type { Client } from "openapi-fetch";
import type { ClientOptions } from "./client-options.ts";
import type { ApiTraits } from "./connect.ts";
import { httpCore } from "./http-core.ts";
import { makeHttp } from "./make-http.ts";

/**
 * Makes an openapi-fetch client with the key, retries, time limits and hooks of ours.
 *
 * @example
 * const { data, error } = await createHttp<paths>(traits, { apiKey }).GET("/tasks");
 */
export const createHttp = <Paths extends object>(traits: ApiTraits, options: ClientOptions): Client<Paths> =>
  makeHttp(httpCore, traits, options);
