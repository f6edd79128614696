import type { Client } from "openapi-fetch";
import type { ClientOptions } from "./client-options.ts";
import type { ApiTraits } from "./connect.ts";
import { httpCore } from "./http-core.ts";

type AnyClient = Readonly<Record<string, (...args: unknown[]) => unknown>>;

/** Adds or removes middleware, once the client is loaded. */
type ClientUpdate = (client: AnyClient) => AnyClient;

const importHttp = () => import("./make-http.ts");

/**
 * The same as `createHttp`, for programs that may never use it: openapi-fetch, which would be a third of a client, is
 * loaded with the first call. Calls and middleware keep their order. Where loading fails, the next call tries it again.
 *
 * @param load Stands for the module in tests.
 * @example
 * const { data, error } = await loadHttp<paths>(traits, { apiKey }).GET("/tasks");
 */
export const loadHttp = <Paths extends object>(
  traits: ApiTraits,
  options: ClientOptions,
  load = importHttp,
): Client<Paths> => {
  let client: Promise<AnyClient> | undefined;
  const changes: ClientUpdate[] = [];
  const begin = async (): Promise<AnyClient> => {
    // What is changed from now on comes after the calls that wait for this.
    const first = [...changes];
    try {
      const { makeHttp } = await load();
      const made = makeHttp(httpCore, traits, options) as unknown as AnyClient;
      return first.reduce((changed, change) => change(changed), made);
    } catch (error) {
      client = undefined;
      throw error;
    }
  };
  const http: Record<string, unknown> = {};
  for (const name of ["request", "GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"]) {
    http[name] = async (...args: unknown[]) => (await (client ??= begin()))[name]?.(...args);
  }
  for (const name of ["use", "eject"]) {
    http[name] = (...middleware: unknown[]) => {
      const change: ClientUpdate = (made) => (made[name]?.(...middleware), made);
      changes.push(change);
      client = client?.then(change);
      // The next call gets the error.
      client?.catch(() => undefined);
    };
  }
  return http as unknown as Client<Paths>;
};
