import type { IncomingHttpHeaders } from "node:http";

/**
 * Lets pages that are developed on this machine call the server. Pages from elsewhere stay shut out, since any site that
 * is open in a browser could otherwise read what a developer tests with.
 *
 * @example
 * corsHeaders({ origin: "http://localhost:5173" }); // { "access-control-allow-origin": "http://localhost:5173", … }
 */
export const corsHeaders = (headers: IncomingHttpHeaders): Record<string, string> => {
  const { origin } = headers;
  if (origin === undefined || !isLoopback(origin)) return {};
  const wanted = headers["access-control-request-headers"];
  return {
    "access-control-allow-origin": origin,
    "access-control-expose-headers": "*",
    vary: "Origin",
    ...(headers["access-control-request-method"] && {
      "access-control-allow-methods": headers["access-control-request-method"],
      // Named one by one, because browsers do not let `*` stand for Authorization.
      ...(wanted && { "access-control-allow-headers": wanted }),
    }),
  };
};

/** @example isPreflight("OPTIONS", { origin: "…", "access-control-request-method": "POST" }); // true */
export const isPreflight = (method: string, headers: IncomingHttpHeaders): boolean =>
  method === "OPTIONS" && headers.origin !== undefined && "access-control-request-method" in headers;

const isLoopback = (origin: string): boolean =>
  /^https?:\/\/(localhost|([\w-]+\.)+localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/.test(origin);
