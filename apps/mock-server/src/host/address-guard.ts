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
 * Whether a URL names a forbidden IP address. Node does not look up such hosts, so the lookup below never sees them.
 * `URL` has already turned other spellings, such as 0x7f.1, into the usual one.
 *
 * @example
 * namesRefusedAddress(new URL("http://[::1]/"), () => false); // true
 */
export const namesRefusedAddress = ({ hostname }: URL, allowAddress: AddressPolicy): boolean => {
  const host = hostname.replaceAll(/[[\]]/g, "");
  return isIP(host) !== 0 && !allowAddress(host);
};

/**
 * A `lookup` for sockets with `autoSelectFamily`, which ask for all addresses of a name. It gives those that the policy
 * allows. Since it is them that the socket then connects to, a name that changes its address between a check and its use
 * (DNS rebinding) gains nothing.
 *
 * Lookups of the same name share one answer: the system's resolver works on two names at a time, and a receiver whose
 * name server is dead must not keep others waiting. `localhost` needs no resolver at all (RFC 6761, section 6.3).
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
