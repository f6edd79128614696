import type { LookupAddress, LookupOptions } from "node:dns";
import { lookup } from "node:dns/promises";
import { isIP, type LookupFunction } from "node:net";
import { callbackify } from "node:util";
import type { AddressPolicy } from "./address-policy.ts";
import { failure } from "./failure-name.ts";

const loopback: readonly LookupAddress[] = [
  { address: "127.0.0.1", family: 4 },
  { address: "::1", family: 6 },
];

type Lookup = (hostname: string, options: LookupOptions) => Promise<LookupAddress[]>;
type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>;

const askSystem: Resolve = (hostname) => lookup(hostname, { all: true });

/**
 * Whether a URL contains a forbidden IP address. Node does not look up such hosts, so the lookup below never sees them.
 * `URL` has already normalized other spellings, such as 0x7f.1.
 *
 * @example
 * namesRefusedAddress(new URL("http://[::1]/"), () => false); // true
 */
export const namesRefusedAddress = ({ hostname }: URL, allowAddress: AddressPolicy): boolean => {
  const host = hostname.replaceAll(/[[\]]/g, "");
  return isIP(host) !== 0 && !allowAddress(host);
};

/**
 * A `lookup` for sockets with `autoSelectFamily`, which request all addresses of a name. It returns those that the policy
 * allows. Since the socket connects to exactly these, a name that changes its address between a check and its use
 * (DNS rebinding) has no effect.
 *
 * Lookups of the same name share one result: the system's resolver handles two names at a time, and a receiver whose
 * name server is down must not keep others waiting. `localhost` needs no resolver at all (RFC 6761, section 6.3).
 *
 * @example
 * const agent = new Agent({ lookup: createLookup((ip) => !isPrivateAddress(ip)) });
 */
export const createLookup = (allowAddress: AddressPolicy, resolve: Resolve = askSystem): LookupFunction => {
  const underWay = new Map<string, Promise<readonly LookupAddress[]>>();

  const resolveOnce = (hostname: string): Promise<readonly LookupAddress[]> => {
    const known = underWay.get(hostname);
    if (known) return known;
    const addresses = resolve(hostname).finally(() => underWay.delete(hostname));
    underWay.set(hostname, addresses);
    return addresses;
  };

  const resolveAllowed: Lookup = async (hostname) => {
    const addresses = /(^|\.)localhost\.?$/.test(hostname) ? loopback : await resolveOnce(hostname);
    const allowed = addresses.filter(({ address }) => allowAddress(address));
    if (allowed.length === 0) throw failure("refused address");
    return allowed;
  };

  return callbackify(resolveAllowed);
};
