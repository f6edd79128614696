import type { ServerResponse } from "node:http";
import { type Limits, limitReached } from "@task-contracts/mock/limits";
import type { Response } from "@task-contracts/mock/pipeline/prism";
import { refuseAsJson } from "@task-contracts/mock/pipeline/json-response";

/** Responses up to this size are not counted, in bytes: the number of connections limits them. */
const SMALL = 64 * 1024;

/**
 * Counts the bytes of responses that their clients have not read yet. Node keeps them in memory, however long a client
 * takes.
 */
export class UnsentResponses {
  readonly #limits: Limits;
  #bytes = 0;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /**
   * Counts a response until it was sent, or the connection is closed.
   *
   * @param length Of its body, in bytes.
   * @returns The error to send instead, if too much is unread already.
   */
  add(target: ServerResponse, length: number): Response | undefined {
    if (length <= SMALL) return undefined;
    if (this.#bytes + length > this.#limits.responseBytes) return this.#refusal();
    this.#bytes += length;
    target.once("close", () => (this.#bytes -= length));
    return undefined;
  }

  #refusal(): Response {
    const { message, status } = limitReached(
      "responseBytes",
      this.#limits,
      "Read the pending responses, or request shorter pages.",
    );
    return refuseAsJson({ status, message });
  }
}
