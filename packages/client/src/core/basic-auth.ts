import { basicCredentials } from "./redact.ts";
import type { Call } from "./call.ts";

/**
 * Authorizes requests as the Scale APIs want it: with HTTP Basic, the key as the user name and no password.
 *
 * @example
 * basicAuth("k3y")(request).headers.get("authorization"); // "Basic azN5Og=="
 */
export const basicAuth = (apiKey: string): Call["authorize"] => {
  const credentials = `Basic ${basicCredentials(apiKey)}`;
  return (request) => {
    request.headers.set("authorization", credentials);
    return request;
  };
};
