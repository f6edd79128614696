import type { Receive } from "./to-node-handler.ts";

/** What is needed of a context of Hono. */
export interface HonoContext {
  readonly req: { readonly raw: Request };
}

/**
 * Makes a handler for Hono, and for whatever else has the web's request in `req.raw`, of a receiver.
 *
 * @example
 * app.post("/callbacks", toHonoHandler((request) => receiveScaleCallback(request, { authKey, onCallback })));
 */
export const toHonoHandler =
  (receive: Receive) =>
  async ({ req }: HonoContext): Promise<Response> =>
    (await receive(req.raw)).response;
