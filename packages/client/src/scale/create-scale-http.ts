import type { paths } from "@task-contracts/contracts/scale-v1";
import type { Client } from "openapi-fetch";
import type { ClientOptions } from "../core/client-options.ts";
import { createHttp } from "../core/create-http.ts";
import { traits } from "./traits.ts";

/**
 * Makes the `http` of a client of Scale v1 alone: an openapi-fetch client with the key, retries and time limits. It
 * returns `{ data, error }`.
 *
 * @example
 * const http = createScaleHttp({ apiKey });
 * const { data, error } = await http.GET("/task/{task_id}", { params: { path: { task_id } } });
 */
export const createScaleHttp = (options: ClientOptions): Client<paths> => createHttp(traits, options);
