import type { IncomingMessage, ServerResponse } from "node:http";

/** The event stream, and waiting for a delivery: both end when something happens, which may be never. */
const longLived = /^\/_mock\/(events|tasks\/[^/?]+\/delivery)\/?(\?|$)/;

/** Remembers the requests that a closing server must not wait for. */
export class LongLivedRequests {
  readonly #open = new Set<ServerResponse>();

  watch({ url = "" }: IncomingMessage, response: ServerResponse): void {
    if (!longLived.test(url)) return;
    this.#open.add(response);
    response.once("close", () => this.#open.delete(response));
  }

  /** Ends streams as if all had been told, and drops whoever still waits for an answer. */
  end(): void {
    for (const response of this.#open) {
      if (response.headersSent) response.end();
      else response.destroy();
    }
  }
}
