import { answer, type NodeRequest, type NodeResponse, type Receive } from "./to-node-handler.ts";

/**
 * Makes a handler for Express, and for whatever else calls handlers in its way, of a receiver. Mount it before
 * `express.json()`, since it checks the sender before it parses.
 *
 * @example
 * app.post("/callbacks", toExpressHandler((request) => receiveScaleCallback(request, { authKey, onCallback })));
 */
export const toExpressHandler =
  (receive: Receive) =>
  async (request: NodeRequest, response: NodeResponse, next: (error: unknown) => void): Promise<void> => {
    try {
      await answer(receive, request, response);
    } catch (error) {
      next(error);
    }
  };
