import type { Client } from "openapi-fetch";
import type { ClientOptions } from "./client-options.ts";
import type { ApiTraits } from "./connect.ts";
import { httpOptions } from "./http-options.ts";

type AnyClient = Readonly<Record<string, (...args: unknown[]) => unknown>>;

const load = async (traits: ApiTraits, options: ClientOptions): Promise<AnyClient> => {
  const { createClient } = await import("./openapi-fetch.ts");
  return createClient<object>(httpOptions(traits, options)) as unknown as AnyClient;
};

/**
 * The same as `createHttp`, for programs that may never use it: openapi-fetch, which would be a third of a client, is
 * loaded with the first call. Calls and middleware keep their order.
 *
 * @example
 * const { data, error } = await loadHttp<paths>(traits, { apiKey }).GET("/tasks");
 */
export const loadHttp = <Paths extends object>(traits: ApiTraits, options: ClientOptions): Client<Paths> => {
  let client: Promise<AnyClient> | undefined;
  const http: Record<string, unknown> = {};
  for (const name of ["request", "GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"]) {
    http[name] = async (...args: unknown[]) => (await (client ??= load(traits, options)))[name]?.(...args);
  }
  for (const name of ["use", "eject"]) {
    http[name] = (...middleware: unknown[]) => {
      client = (client ?? load(traits, options)).then((loaded) => {
        loaded[name]?.(...middleware);
        return loaded;
      });
      // Whoever calls next gets the error.
      client.catch(() => undefined);
    };
  }
  return http as unknown as Client<Paths>;
};
