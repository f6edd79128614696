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
};

/** The status for a request whose account is no longer the instance's. Nothing was done. */
export const MISDIRECTED = 421;

/** The status in place of a connection that is dropped: the other instance drops that of the client. No API has it. */
export const DROPPED = 599;

/** Sends requests to other instances, and recognizes theirs. */
export class Peers {
  readonly #secret: string;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 256 });

  /** @param secret What only the instances of a database know. */
  constructor(secret: string) {
    this.#secret = secret;
  }

  /** What another instance asks for, if the request is from one. */
  read(headers: PlainRequest["headers"]): PeerCall | undefined {
    const secret = headers[header.secret];
    if (secret === undefined || !isSame(secret, this.#secret)) return undefined;
    const account = headers[header.account];
    return {
      act: headers[header.act] as Act,
      ...(account !== undefined && { account: decodeURIComponent(account) }),
    };
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
