import { createServer, type RequestListener } from "node:http";
import { type AddressInfo, createServer as createRawServer, type Server, type Socket } from "node:net";
import { onTestFinished } from "vitest";

/**
 * Starts an HTTP receiver for one test.
 *
 * @example
 * const url = await startReceiver((request, response) => response.writeHead(204).end());
 */
export const startReceiver = (answer: RequestListener): Promise<string> => listen(createServer(answer));

/**
 * Starts a receiver that does with a connection what it likes, once a request begins to arrive.
 *
 * @example
 * const url = await startRawReceiver((socket) => socket.end("SSH-2.0-OpenSSH_9.9\r\n"));
 */
export const startRawReceiver = (answer: (socket: Socket) => void): Promise<string> =>
  listen(createRawServer((socket) => socket.on("error", () => {}).once("data", () => answer(socket))));

/** A URL on which no server listens. */
export const closedUrl = "http://127.0.0.1:1/";

/** Starts a server on a free port and gives its URL. When the test ends, all connections are cut. */
export const listen = async (server: Server, scheme: "http" | "https" = "http"): Promise<string> => {
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => sockets.add(socket.on("close", () => sockets.delete(socket))));
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}/`;
};
