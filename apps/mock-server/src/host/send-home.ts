import type { OutgoingCallback } from "@task-contracts/mock/engine/host";
import { receiverPrefix } from "@task-contracts/mock/control/receivers";
import type { Sender } from "./send-callback.ts";

/** How this server is called. */
export interface Home {
  /** Its own URL, once it listens. */
  readonly origin: () => string | undefined;
  /** Whether a host, such as `mock.test:4010`, is this server. */
  readonly isOwn: (host: string) => boolean;
}

/**
 * Sends callbacks to the receivers of this server directly: off loopback its own address may be private, to which callbacks are
 * not sent, or one that only others can call, as behind a proxy.
 *
 * @param others Sends all other callbacks.
 * @param direct Sends to any address.
 * @example
 * const sender = sendHome(createSender({ allowAddress: (ip) => !isPrivateAddress(ip) }), createSender(), home);
 */
export const sendHome = (others: Sender, direct: Sender, home: Home): Sender => ({
  send: (callback) => {
    const url = homeUrlOf(callback, home);
    return url === undefined ? others.send(callback) : direct.send({ ...callback, url });
  },
  close: () => {
    others.close();
    direct.close();
  },
});

const homeUrlOf = ({ url }: OutgoingCallback, { isOwn, origin }: Home): string | undefined => {
  const target = URL.parse(url);
  const start = target?.pathname.indexOf(receiverPrefix) ?? -1;
  const base = origin();
  if (!target || base === undefined || start === -1 || !isOwn(target.host)) return undefined;
  return base + target.pathname.slice(start);
};
