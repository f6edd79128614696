import { networkInterfaces } from "node:os";

/**
 * The URL at which other instances reach this one, if none is given: on this machine, or in its network.
 *
 * @example
 * instanceUrl("0.0.0.0", 4010); // "http://10.0.3.7:4010"
 */
export const instanceUrl = (host: string, port: number): string => {
  if (host !== "0.0.0.0" && host !== "::") return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
  const addresses = Object.values(networkInterfaces()).flatMap((found) => found ?? []);
  const address = addresses.find(({ family, internal }) => family === "IPv4" && !internal)?.address;
  return `http://${address ?? "127.0.0.1"}:${port}`;
};
