import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { ApiId } from "./api-ids.ts";
import type { Log } from "./log/log-event.ts";
import { MockServerError } from "./mock-server-error.ts";
import { createDispatch } from "./server/create-dispatch.ts";
import { createHandler } from "./server/create-handler.ts";

// An import would read all that node:http exports, the lazy parts too: loading those takes 40 ms.
const { createServer } = process.getBuiltinModule("node:http");

/** Settings of a mock server. All of them are optional. */
export interface MockServerOptions {
  /** Where to listen. 0, the default, is any free port. */
  readonly port?: number;
  /** The address to listen on. Default: `127.0.0.1`, for this machine only. */
  readonly host?: string;
  /** The API that is also served at `/v1`. Default: `scale-v1`. */
  readonly defaultApi?: ApiId;
  /** Gets each request, and each defect of the server. Default: nobody does. */
  readonly log?: Log;
}

/** A mock server that runs in this process. */
export interface MockServer {
  /** Where it listens. */
  readonly port: number;
  /** The base URL of an API, or without one that of the server. */
  readonly url: (apiId?: ApiId) => string;
  /** Stops listening, lets running requests end, and resolves when all connections are closed. */
  readonly close: () => Promise<void>;
}

/** How long running requests may take to end when the server closes, in milliseconds. */
const gracePeriod = 2000;

/**
 * Starts a mock server.
 *
 * @example
 * const mock = await startMockServer();
 * const response = await fetch(`${mock.url("scale-v1")}/tasks`, { headers: { authorization: `Basic ${btoa("key:")}` } });
 * await mock.close();
 */
export const startMockServer = async ({
  port = 0,
  host = "127.0.0.1",
  defaultApi = "scale-v1",
  log = () => undefined,
}: MockServerOptions = {}): Promise<MockServer> => {
  const server = createServer();
  const actualPort = await listen(server, port, host);
  const origin = `http://${hostName(host)}:${actualPort}`;
  const handle = createHandler(createDispatch(defaultApi, origin), log);
  server.on("request", (request, response) => void handle(request, response));
  return {
    port: actualPort,
    url: (apiId) => (apiId === undefined ? origin : `${origin}/${apiId}`),
    close: () => close(server),
  };
};

const listen = (server: Server, port: number, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      reject(new MockServerError(explainListenError(error, port, host), { cause: error }));
    });
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });

const explainListenError = ({ code, message }: NodeJS.ErrnoException, port: number, host: string): string => {
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

const close = async (server: Server): Promise<void> => {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const timer = setTimeout(() => server.closeAllConnections(), gracePeriod);
  await closed;
  clearTimeout(timer);
};

/** An address that a client can call: "all addresses" is none. */
const hostName = (host: string): string => {
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
};
