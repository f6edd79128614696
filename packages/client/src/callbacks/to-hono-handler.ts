import { type AdapterOptions, createRespond, type Receive } from "./respond.ts";

/** What is needed of a context of Hono. */
export interface HonoContext {
  readonly req: { readonly raw: Request };
}

/**
 * Makes a handler for Hono, and for whatever else has the web's request in `req.raw`, of a receiver.
 *
 * @throws TypeError if `authKey` is empty
 * @example
 * app.post("/callbacks", toHonoHandler(receiveScaleCallback, { authKey, onCallback }));
 */
export const toHonoHandler = <Options extends AdapterOptions>(
  receive: Receive<Options>,
  options: NoInfer<Options>,
): ((context: HonoContext) => Promise<Response>) =>
  createRespond<HonoContext, Options>(receive, options, ({ req }) => req.raw);
