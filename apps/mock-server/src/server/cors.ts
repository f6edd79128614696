import type { IncomingHttpHeaders } from "node:http";
import type { AccessPolicy } from "./access-policy.ts";

/**
 * Lets pages of the allowed origins read the responses of the server, cookies and other credentials
 * included. All other pages stay excluded.
 *
 * @param exposed Names of headers that scripts may read, besides those that are always allowed.
 * @example
 * corsHeaders({ origin: "http://localhost:5173" }, access, ["retry-after"]);
 * // { "access-control-allow-origin": "http://localhost:5173", … }
 */
export const corsHeaders = (
  headers: IncomingHttpHeaders,
  access: AccessPolicy,
  exposed: readonly string[],
): Record<string, string> => {
  const { origin } = headers;
  if (origin === undefined || !access.allowsOrigin(origin)) return {};
  const method = headers["access-control-request-method"];
  const wanted = headers["access-control-request-headers"];
  return {
    "access-control-allow-origin": origin,
    "access-control-allow-credentials": "true",
    // All are listed, because with credentials browsers treat `*` as the name of a header.
    ...(exposed.length > 0 && { "access-control-expose-headers": exposed.join(", ") }),
    vary: "Origin",
    ...(method !== undefined && {
      "access-control-allow-methods": method,
      ...(wanted !== undefined && { "access-control-allow-headers": wanted }),
    }),
  };
};

/** @example isPreflight("OPTIONS", { origin: "…", "access-control-request-method": "POST" }); // true */
export const isPreflight = (method: string, headers: IncomingHttpHeaders): boolean =>
  method === "OPTIONS" && headers.origin !== undefined && "access-control-request-method" in headers;
