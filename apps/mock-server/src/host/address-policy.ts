import { BlockList, isIP } from "node:net";

/** Returns whether the server may connect to an IP address. */
export type AddressPolicy = (ip: string) => boolean;

/** Addresses that the IANA registry of special-purpose IPv4 addresses does not call globally reachable, and multicast. */
const ipv4: readonly string[] = [
  "0.0.0.0/8", // unspecified, and "this network": Linux takes 0.0.0.0 for loopback
  "10.0.0.0/8",
  "100.64.0.0/10", // carrier-grade NAT, and the metadata service of Alibaba Cloud
  "127.0.0.0/8", // loopback
  "169.254.0.0/16", // link-local, and the metadata service of most clouds
  "172.16.0.0/12",
  "192.0.0.0/24", // protocol assignments, and the metadata service of Oracle Cloud
  "192.0.2.0/24", // documentation
  "192.168.0.0/16",
  "198.18.0.0/15", // benchmarks
  "198.51.100.0/24", // documentation
  "203.0.113.0/24", // documentation
  "224.0.0.0/4", // multicast
  "240.0.0.0/4", // reserved, and broadcast
  "168.63.129.16/32", // a public address that is the host of every Azure machine
];

const ipv6: readonly string[] = [
  "::/96", // unspecified, loopback, and IPv4-compatible addresses, which have no legitimate use
  "64:ff9b:1::/48", // local NAT64
  "100::/64", // discarded
  "2001::/32", // Teredo: says an IPv4 address in disguise
  "2001:db8::/32", // documentation
  "fc00::/7", // unique-local, and the IPv6 metadata service of AWS
  "fe80::/10", // link-local
  "fec0::/10", // site-local
  "ff00::/8", // multicast
];

/** NAT64 and 6to4 contain an IPv4 address. `BlockList` itself handles IPv4-mapped addresses, `::ffff:…`. */
const throughIpv6 = (subnet: string): string[] => {
  const [address = "", prefix] = subnet.split("/");
  const hex = Buffer.from(address.split(".").map(Number)).toString("hex");
  const groups = `${hex.slice(0, 4)}:${hex.slice(4)}`;
  return [`64:ff9b::${groups}/${96 + Number(prefix)}`, `2002:${groups}::/${16 + Number(prefix)}`];
};

const privateAddresses = new BlockList();
const add = (subnet: string, family: "ipv4" | "ipv6"): void => {
  const [address = "", prefix] = subnet.split("/");
  privateAddresses.addSubnet(address, Number(prefix), family);
};
for (const subnet of ipv4) add(subnet, "ipv4");
for (const subnet of [...ipv6, ...ipv4.flatMap(throughIpv6)]) add(subnet, "ipv6");

/**
 * Whether an IP address belongs to this machine, its network or its cloud provider rather than to the public internet. A
 * server that others can reach must not call such addresses for them (CWE-918, server-side request forgery). A text that
 * is not an IP address counts as private.
 *
 * @example
 * isPrivateAddress("169.254.169.254"); // true
 * isPrivateAddress("::ffff:10.0.0.1"); // true
 * isPrivateAddress("1.1.1.1"); // false
 */
export const isPrivateAddress = (ip: string): boolean => {
  // A zone, as in fe80::1%eth0, selects a network interface. BlockList would not recognize the address with it.
  const [address = ""] = ip.split("%");
  const family = isIP(address);
  return family === 0 || privateAddresses.check(address, family === 4 ? "ipv4" : "ipv6");
};
