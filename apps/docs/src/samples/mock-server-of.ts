import type { Api } from "../contract/load-api.ts";

/**
 * The base URL at which the mock server has an API, by its contract.
 *
 * @throws {Error} If the contract has no server on this machine.
 * @example
 * mockServerOf(api); // "http://127.0.0.1:4010/scale-v1"
 */
export function mockServerOf(api: Pick<Api, "id" | "contract">): string {
  const url = api.contract.servers.find((server) => server.url.includes("127.0.0.1"))?.url;
  if (url === undefined) throw new Error(`The contract of ${api.id} has no server at 127.0.0.1.`);
  return url;
}
