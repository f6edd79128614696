import { timingSafeEqual } from "node:crypto";
import { Agent, type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import type { PlainRequest } from "@task-contracts/mock/pipeline/plain-request";

/** Another instance on the same database. */
export interface Peer {
  readonly id: string;
  /** Its base URL, for other instances. */
  readonly url: string;
}

/** What one instance asks of another. */
export type Act =
  /** Carry out a request for an account that is yours. */
  | "account"
  /** Carry out a request for all accounts that are yours. */
  | "each"
  /** Read again what instances keep in memory of what they share. */
  | "refresh";

/** A request of another instance. */
export interface PeerCall {
  readonly act: Act;
  readonly account?: string;
}

/** A request, as it goes to another instance. */
export type PassedOn = Pick<PlainRequest, "headers" | "method" | "path" | "search"> & {
  readonly body: Uint8Array | string;
};

/** The instance cannot have seen the request: it can be sent to another one. */
export class NotReached extends Error {
  override readonly name = "NotReached";
}

const header = {
  secret: "task-mock-secret",
  act: "task-mock-act",
  account: "task-mock-account",
  outcome: "task-mock-outcome",
};

/**
 * What an instance responds instead of the client's response: the account is no longer its own, and nothing was done; or the
 * connection of the client is to be dropped. A header says so, since APIs and faults may have any status.
 */
export type Outcome = "dropped" | "misdirected";

/** The status next to it, which no one looks at. */
export const OUTCOME_STATUS = 421;

/** The headers of a response that has an outcome. */
export const outcomeHeaders = (outcome: Outcome): Record<string, string> => ({ [header.outcome]: outcome });

/** What another instance responded, if not the client's response. */
export const outcomeOf = ({ headers }: IncomingMessage): Outcome | undefined =>
  headers[header.outcome] as Outcome | undefined;

/** Sends requests to other instances, and recognizes theirs. */
export class Peers {
  readonly #secret: string;
  /** The calls of requests, by their headers. */
  readonly #calls = new WeakMap<object, PeerCall>();
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 256 });

  /** @param secret What only the instances of a database know. */
  constructor(secret: string) {
    this.#secret = secret;
  }

  /** Removes what instances write to each other from the headers of a request that arrives: no one else may read it. */
  receive(headers: Record<string, unknown>): void {
    const secret = headers[header.secret];
    if (typeof secret === "string" && isSame(secret, this.#secret)) {
      const account = headers[header.account];
      this.#calls.set(headers, {
        act: headers[header.act] as Act,
        ...(typeof account === "string" && { account: decodeURIComponent(account) }),
      });
    }
    for (const name of Object.values(header)) delete headers[name];
  }

  /** What another instance asks for, if the request with these headers is from one. */
  read(headers: object): PeerCall | undefined {
    return this.#calls.get(headers);
  }

  /**
   * Sends a request to another instance.
   *
   * @param signal Ends the wait for the response.
   * @throws {NotReached} If there was no connection, so that nothing was done.
   */
  send(
    peer: Peer,
    { body, headers, method, path, search }: PassedOn,
    call: PeerCall,
    signal?: AbortSignal,
  ): Promise<IncomingMessage> {
    const url = new URL(peer.url);
    const base = url.pathname.replace(/\/$/, "");
    const isSecure = url.protocol === "https:";
    return new Promise((resolve, reject) => {
      const sent = (isSecure ? requestHttps : requestHttp)({
        protocol: url.protocol,
        hostname: url.hostname.replaceAll(/[[\]]/g, ""),
        port: url.port,
        path: `${base}${path}${search === "" ? "" : `?${search}`}`,
        method,
        ...(!isSecure && { agent: this.#agent }),
        ...(signal && { signal }),
        headers: {
          ...passedOn(headers),
          "content-length": Buffer.byteLength(body),
          ...this.#headersOf(call),
        },
      });
      let isConnected = false;
      sent.on("socket", (socket) => {
        isConnected = !socket.connecting;
        // One that is used again has its listeners from before.
        if (!isConnected) socket.once("connect", () => (isConnected = true));
      });
      sent.on("response", resolve);
      sent.on("error", (error) =>
        reject(isConnected ? error : new NotReached(`${peer.url} cannot be reached.`, { cause: error })),
      );
      sent.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }

  #headersOf({ account, act }: PeerCall): Record<string, string> {
    return {
      [header.secret]: this.#secret,
      [header.act]: act,
      ...(account !== undefined && { [header.account]: encodeURIComponent(account) }),
    };
  }
}

const isSame = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one, "latin1"), Buffer.from(other, "latin1"));

/** Those of a connection concern only that one, and the body was read. */
const notPassedOn = new Set([
  "connection",
  "content-length",
  "expect",
  "keep-alive",
  "te",
  "transfer-encoding",
  "upgrade",
  ...Object.values(header),
]);

const passedOn = (headers: PlainRequest["headers"]): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && !notPassedOn.has(entry[0]),
    ),
  );
