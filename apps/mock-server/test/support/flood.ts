import { Agent, request } from "node:http";
import { categorization } from "./send.ts";

/**
 * Creates tasks as fast as the server takes them, over a few connections.
 *
 * @returns The statuses of the responses.
 */
export const flood = async (baseUrl: string, apiKey: string, count: number): Promise<ReadonlySet<number>> => {
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  const body = JSON.stringify(categorization);
  const headers = {
    authorization: `Basic ${btoa(`${apiKey}:`)}`,
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
  };
  const create = (): Promise<number> =>
    new Promise((resolve, reject) => {
      const sent = request(
        `${baseUrl}/task/categorization`,
        { agent, method: "POST", headers },
        (response) => {
          response.resume().on("end", () => resolve(response.statusCode ?? 0));
        },
      );
      sent.on("error", reject).end(body);
    });
  const statuses = await Promise.all(Array.from({ length: count }, create));
  agent.destroy();
  return new Set(statuses);
};
