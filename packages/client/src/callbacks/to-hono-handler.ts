import { type AdapterOptions, createRespond, type Receive } from "./respond.ts";

/** What is needed of a context of Hono. */
export interface HonoContext {
  readonly req: {
    readonly raw: Request;

    /** The body, also after middleware has read it. */
    readonly text: () => Promise<string>;
  };
}

/**
 * Makes a handler for Hono of a receiver. Middleware may have read the body.
 *
 * @throws TypeError if `authKey` is empty
 * @example
 * app.post("/callbacks", toHonoHandler(receiveScaleCallback, { authKey, onCallback }));
 */
export const toHonoHandler = <Options extends AdapterOptions>(
  receive: Receive<Options>,
  options: NoInfer<Options>,
): ((context: HonoContext) => Promise<Response>) =>
  createRespond<HonoContext, Options>(receive, options, async ({ req }) => {
    const { method, url, headers, bodyUsed } = req.raw;
    return bodyUsed ? { method, url, headers, parsedBody: await req.text() } : req.raw;
  });
