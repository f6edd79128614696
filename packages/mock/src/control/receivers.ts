import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Page } from "../engine/extension.ts";

/** Where receivers are, besides the mocked APIs. */
export const receiverPrefix = "/_receiver/";

/** The status of a receiver that was not changed. */
const ACCEPTED = 200;

/** A receiver of callbacks, as the control API shows it. */
export interface Receiver {
  readonly url: string;
  readonly status: number;
}

/**
 * Receives callbacks for those who have no receiver: each account has a URL, and chooses the status of its responses. What
 * arrives is not kept here: deliveries have it already.
 */
export class Receivers {
  /** By id, if it is not that of the beginning. */
  readonly #statuses = new Map<string, number>();

  /** @param origin The base URL of the mock for clients. */
  of(account: string, origin: string): Receiver {
    const id = idOf(account);
    return { url: `${origin}${receiverPrefix}${id}`, status: this.#statuses.get(id) ?? ACCEPTED };
  }

  change(account: string, status: number): void {
    const id = idOf(account);
    if (status === ACCEPTED) this.#statuses.delete(id);
    else this.#statuses.set(id, status);
  }

  /** Forgets what an account chose, or all. */
  clear(account?: string): void {
    if (account === undefined) this.#statuses.clear();
    else this.#statuses.delete(idOf(account));
  }

  /** Any method will do: the contract says which one a callback has. */
  readonly page: Page = {
    prefix: receiverPrefix,
    respond: async (_method, path) => {
      const status = this.#statuses.get(path.slice(receiverPrefix.length)) ?? ACCEPTED;
      // These have no body.
      if (status === 204 || status === 205 || status === 304) return { status };
      return { status, body: { received: status < 300 } };
    },
  };
}

/** The same in every run. It does not reveal the API key, which is the name of the account. */
const idOf = (account: string): string =>
  bytesToHex(hmac(sha256, utf8ToBytes("receiver"), utf8ToBytes(account))).slice(0, 16);
