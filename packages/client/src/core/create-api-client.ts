import type { OperationTable } from "@task-contracts/contracts";
import type { Client } from "openapi-fetch";
import type { ClientOptions } from "./client-options.ts";
import { systemClock } from "./clock.ts";
import { type ApiTraits, connect } from "./connect.ts";
import { createMethod, type MethodContext } from "./create-method.ts";
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
  /** The openapi-fetch client underneath, with the same key, retries and time limits. It returns `{ data, error }`. */
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
  const { bodyEncoding, callbackUrl, clock = systemClock } = options;
  const { http, fetchFor } = connect(traits, options);
  const { request } = http as unknown as Pick<MethodContext, "request">;
  const context = { request, fetchFor, bodyEncoding, callbackUrl, now: clock.now };
  const client: Record<string, unknown> = { http };
  for (const [id, operation] of Object.entries(traits.operations)) {
    client[id] = createMethod(id, operation, context);
  }
  return client;
};
