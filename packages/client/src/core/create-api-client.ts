import type { OperationTable } from "@task-contracts/contracts";
import type { Client } from "openapi-fetch";
import type { ClientOptions } from "./client-options.ts";
import { type ApiTraits, connect } from "./connect.ts";
import { createMethod } from "./create-method.ts";
import { loadHttp } from "./load-http.ts";
import type { Methods } from "./methods.ts";

/**
 * A client without what is special to one API.
 *
 * @template Omittable properties of bodies that the client fills in
 */
export type ApiClient<
  Paths extends object,
  Operations,
  Table extends OperationTable,
  Omittable extends string = never,
> = Methods<Operations, Table, Omittable> & {
  /** An openapi-fetch client with the same key, retries and time limits, loaded when first used. It returns `{ data, error }`. */
  readonly http: Client<Paths>;
};

/** How a client of an API that sends callbacks behaves. */
export interface CallbackClientOptions extends ClientOptions {
  /** Where results are sent of tasks that have no `callback_url` of their own. */
  readonly callbackUrl?: string | undefined;
}

/**
 * Makes a client of an API: one method for each of its operations, and `http`. Whoever knows the API gives it its type.
 *
 * @example
 * const client = createApiClient(traits, { apiKey }) as ApiClient<paths, operations, typeof operationTable>;
 */
export const createApiClient = (traits: ApiTraits, options: CallbackClientOptions): object => {
  const { baseUrl = traits.baseUrl } = options;
  const { bodyEncoder } = traits;
  const context = { ...options, baseUrl, bodyEncoder, callFor: connect(traits, options) };
  const client: Record<string, unknown> = { http: loadHttp(traits, options) };
  for (const [id, operation] of Object.entries(traits.operations)) {
    client[id] = createMethod(id, operation, context);
  }
  return client;
};
