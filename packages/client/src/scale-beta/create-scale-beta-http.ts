import type { paths } from "@task-contracts/contracts/scale-beta";
import type { Client } from "openapi-fetch";
import type { ClientOptions } from "../core/client-options.ts";
import { createHttp } from "../core/create-http.ts";
import { traits } from "./traits.ts";

/**
 * Makes the `http` of a client of the Scale beta alone: an openapi-fetch client with the key, retries and time limits. It
 * returns `{ data, error }`.
 *
 * @example
 * const http = createScaleBetaHttp({ apiKey });
 * const { data, error } = await http.GET("/tasks");
 */
export const createScaleBetaHttp = (options: ClientOptions): Client<paths> => createHttp(traits, options);
