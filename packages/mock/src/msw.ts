import { http, type HttpHandler, HttpResponse } from "msw";
import type { Mock } from "./create-mock.ts";

/**
 * Creates handlers of Mock Service Worker, one for each origin at which a contract is served. Everything that such an origin
 * is asked for goes to the mock; all other requests stay as they are.
 *
 * A connection that an injected fault drops is a network error.
 *
 * @example
 * const mock = await createMock({ contracts: [{ id: "moderation", document }] });
 * const server = setupServer(...createHandlers(mock));
 * server.listen({ onUnhandledFrame: "bypass" });
 * await fetch("https://api.moderation.example/v2/moderations", { headers: { "x-api-key": "test_key" } });
 */
export const createHandlers = ({ fetch, servers }: Pick<Mock, "fetch" | "servers">): HttpHandler[] => {
  const origins = new Set(servers.map((server) => new URL(server).origin));
  return [...origins].map((origin) =>
    http.all(below(origin), async ({ request }) => {
      try {
        return await fetch(request);
      } catch {
        // MSW would make a 500 of it.
        return HttpResponse.error();
      }
    }),
  );
};

const below = (origin: string): RegExp =>
  new RegExp(`^${origin.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}(?:/|$)`);
