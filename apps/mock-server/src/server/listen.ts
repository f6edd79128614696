import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { MockError } from "@task-contracts/mock/mock-error";

/** The grace period of running requests when the server closes, in milliseconds. */
const gracePeriod = 2000;

/**
 * Makes a server listen, and returns its URL for clients.
 *
 * @throws {MockError} If it cannot listen there.
 * @example
 * const { port, origin } = await listen(server, 0, "127.0.0.1");
 */
export const listen = (
  server: Server,
  port: number,
  host: string,
): Promise<{ readonly port: number; readonly origin: string }> =>
  new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException): void => {
      reject(new MockError(explain(error, port, host), { cause: error }));
    };
    server.once("error", fail);
    server.listen(port, host, () => {
      server.off("error", fail);
      const { port: actual } = server.address() as AddressInfo;
      resolve({ port: actual, origin: `http://${nameOf(host)}:${actual}` });
    });
  });

/** Stops listening, and waits a short time for running requests to end. */
export const stopListening = async (server: Server): Promise<void> => {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const timer = setTimeout(() => server.closeAllConnections(), gracePeriod);
  // Node closes only the connections that are idle now. Those of running requests would linger after their response.
  const sweep = setInterval(() => server.closeIdleConnections(), 10);
  await closed;
  clearInterval(sweep);
  clearTimeout(timer);
};

const explain = ({ code, message }: NodeJS.ErrnoException, port: number, host: string): string => {
  switch (code) {
    case "EADDRINUSE":
      return `Port ${port} on ${host} is in use. Stop what runs there, or choose another port: --port ${port + 1}, or --port 0 for any free one.`;
    case "EACCES":
      return `This user may not listen on port ${port}. Choose a port above 1023, such as --port 4010.`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return `This machine has no address ${host}. Choose one that it has, such as --host 127.0.0.1.`;
    default:
      return `The server cannot listen on ${host}:${port}: ${message}.`;
  }
};

/** An address that a client can call: "all addresses" is not one. */
const nameOf = (host: string): string => {
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
};
