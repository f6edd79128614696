import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Page } from "../extension.ts";
import type { SendOutcome } from "../host.ts";

/** Where receivers are, besides the mocked APIs. */
export const receiverPrefix = "/_receiver/";

/** How many ids that someone asked for are remembered. */
const REMEMBERED = 10_000;

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
 *
 * Callbacks of the mock itself are delivered without a connection, whatever host their URL names: the mock may not reach itself by
 * the address that its clients use, as behind a proxy or in a container, and callbacks may not be sent to private addresses.
 */
export class Receivers {
  /** By id, if it is not that of the beginning. */
  readonly #statuses = new Map<string, number>();

  /** Ids that someone asked for, oldest first: their URL may be used with any account. */
  readonly #given = new Set<string>();

  /** @param origin The base URL of the mock for clients. */
  of(account: string, origin: string): Receiver {
    const id = idOf(account);
    this.#given.delete(id);
    this.#given.add(id);
    const [oldest] = this.#given;
    if (this.#given.size > REMEMBERED && oldest !== undefined) this.#given.delete(oldest);
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

  /**
   * Receives a callback of the mock itself. Undefined if its URL is not that of a receiver.
   *
   * @param account The account that sends it.
   */
  receive(account: string, url: string): SendOutcome | undefined {
    const [, id] = /\/_receiver\/([0-9a-f]{16})$/.exec(URL.parse(url)?.pathname ?? "") ?? [];
    if (id === undefined || !(this.#given.has(id) || id === idOf(account))) return undefined;
    const { body, status } = this.#respond(id);
    return { status, latencyMs: 0, ...(body !== undefined && { responseBody: JSON.stringify(body) }) };
  }

  /** Any method will do: the contract says which one a callback has. */
  readonly page: Page = {
    prefix: receiverPrefix,
    respond: async (_method, path) => this.#respond(path.slice(receiverPrefix.length)),
  };

  #respond(id: string): { readonly status: number; readonly body?: object } {
    const status = this.#statuses.get(id) ?? ACCEPTED;
    // These have no body.
    if (status === 204 || status === 205 || status === 304) return { status };
    return { status, body: { received: status < 300 } };
  }
}

/**
 * The same in every run and in every instance, as the URL is stored with tasks. Like the callback key it is derived from the API
 * key, and does not have it in it.
 */
const idOf = (account: string): string =>
  bytesToHex(hmac(sha256, utf8ToBytes("receiver"), utf8ToBytes(account))).slice(0, 16);
