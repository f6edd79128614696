import type { Call } from "./call.ts";
import { withSignal } from "./with-signal.ts";

/**
 * Authorizes requests as Dataflow Kit wants it: with the key in the query. It is added last, so that only `fetch` ever
 * sees the URL with it.
 *
 * @example
 * queryAuth("k3y")(new Request("https://api.dataflowkit.com/v1/tasks")).url; // "…/v1/tasks?api_key=k3y"
 */
export const queryAuth =
  (apiKey: string): Call["authorize"] =>
  ({ url, method, headers, redirect, signal }) => {
    const authorized = `${url}${url.includes("?") ? "&" : "?"}api_key=${encodeURIComponent(apiKey)}`;
    // Requests of this API have no body, which not all browsers could copy in this way.
    return withSignal((init) => new Request(authorized, init), { method, headers, redirect, signal });
  };
