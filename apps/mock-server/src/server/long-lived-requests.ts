import type { IncomingMessage, ServerResponse } from "node:http";

/** The event stream, and waiting for a delivery: both end on an event, which may never occur. */
const longLived = /^\/_mock\/(events|tasks\/[^/?]+\/delivery)\/?(\?|$)/;

/** Tracks the requests that a closing server must not wait for. */
export class LongLivedRequests {
  readonly #open = new Set<ServerResponse>();

  watch({ url = "" }: IncomingMessage, response: ServerResponse): void {
    if (!longLived.test(url)) return;
    this.#open.add(response);
    response.once("close", () => this.#open.delete(response));
  }

  /** Ends streams regularly, and aborts requests that still wait for a response. */
  end(): void {
    for (const response of this.#open) {
      if (response.headersSent) response.end();
      else response.destroy();
    }
  }
}
