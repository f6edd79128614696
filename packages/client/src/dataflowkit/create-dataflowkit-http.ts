import type { paths } from "@task-contracts/contracts/dataflowkit-v1";
import type { Client } from "openapi-fetch";
import type { ClientOptions } from "../core/client-options.ts";
import { createHttp } from "../core/create-http.ts";
import { traits } from "./traits.ts";

/**
 * Makes the `http` of a client of Dataflow Kit alone: an openapi-fetch client with the key, retries and time limits. It
 * returns `{ data, error }`.
 *
 * @example
 * const http = createDataflowKitHttp({ apiKey });
 * const { data, error } = await http.POST("/tasks");
 */
export const createDataflowKitHttp = (options: ClientOptions): Client<paths> => createHttp(traits, options);
