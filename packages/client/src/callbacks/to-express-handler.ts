import type { AdapterOptions, Receive } from "./respond.ts";
import { type NodeRequest, type NodeResponse, toNodeHandler } from "./to-node-handler.ts";

/**
 * Makes a handler for Express, and for frameworks on top of it such as Nest, of a receiver. It may stand before
 * `express.json()` or after it. Before is better: then the sender is checked first, and large bodies are not read.
 *
 * @throws TypeError if `authKey` is empty
 * @example
 * app.post("/callbacks", toExpressHandler(receiveScaleCallback, { authKey, onCallback }));
 */
export const toExpressHandler: <Options extends AdapterOptions>(
  receive: Receive<Options>,
  options: NoInfer<Options>,
) => (request: NodeRequest, response: NodeResponse) => Promise<void> = toNodeHandler;
