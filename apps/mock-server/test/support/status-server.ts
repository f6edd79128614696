import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** Serves the statuses that the paths name, such as `/404`, until the test ends. */
export const startStatusServer = async (): Promise<string> => {
  const server = createServer((request, response) => {
    const status = Number(request.url?.slice(1, 4));
    response.writeHead(status, status === 302 ? { location: "/302" } : {}).end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};
