import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { test as base } from "@task-contracts/mock-server/vitest";

/** A server that behaves as a test says. */
export interface TestServer {
  readonly url: string;

  /** What was asked of it. */
  readonly requests: IncomingMessage[];
}

/** `test` with a mock server, and with servers that misbehave in ways that no mock server should. */
export const test = base.extend<{ readonly serve: (listener: RequestListener) => Promise<TestServer> }>({
  // oxlint-disable-next-line no-empty-pattern -- Vitest reads from the pattern what a fixture needs
  serve: async ({}, use) => {
    const servers: ReturnType<typeof createServer>[] = [];
    await use(async (listener) => {
      const requests: IncomingMessage[] = [];
      const server = createServer((request, response) => {
        requests.push(request);
        listener(request, response);
      });
      servers.push(server);
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
    });
    for (const server of servers) {
      server.closeAllConnections();
      server.close();
    }
  },
});
