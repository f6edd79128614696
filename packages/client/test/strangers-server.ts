import { createServer } from "node:http";
import { createServer as createHttp2Server, type ServerHttp2Session } from "node:http2";
import type { AddressInfo, Server } from "node:net";
import express from "express";
import fastify from "fastify";
import {
  type CallbackError,
  receiveScaleCallback,
  rememberDeliveries,
  toExpressHandler,
  toFastifyHandler,
  toNodeHandler,
} from "../src/callbacks/index.ts";

// Serves one adapter in a process of its own, and reports to the test all that was not handled.
const [, , adapter = "", authKey = ""] = process.argv;

const counts: Record<string, number> = {};
const count = (name: string): void => void (counts[name] = (counts[name] ?? 0) + 1);
const options = {
  authKey,
  deliveries: rememberDeliveries(),
  onError: ({ code }: CallbackError) => count(code),
};
const failures: string[] = [];
process.on("unhandledRejection", (reason) => failures.push(`unhandledRejection ${String(reason)}`));
process.on("uncaughtException", (error) => failures.push(`uncaughtException ${error.stack}`));
process.on("message", () => process.send?.({ counts, failures }));

/**
 * Keeps the native half of a session from the garbage collector. Its destructor sometimes aborts the process
 * ("Assertion failed: (current_nghttp2_memory_) == (0)") after a stranger broke the connection, whatever
 * handles the requests.
 */
const keepHandle = (session: ServerHttp2Session): void => {
  const key = Object.getOwnPropertySymbols(session).find(({ description }) => description === "kHandle");
  if (key !== undefined) handles.push(Reflect.get(session, key));
};
const handles: unknown[] = [];

const adapters: Record<string, () => Promise<number>> = {
  toNodeHandler: () => listen(createServer(toNodeHandler(receiveScaleCallback, options))),
  "toNodeHandler over HTTP/2": () =>
    listen(createHttp2Server(toNodeHandler(receiveScaleCallback, options)).on("session", keepHandle)),
  toExpressHandler: () =>
    listen(createServer(express().all("/{*any}", toExpressHandler(receiveScaleCallback, options)))),
  "toExpressHandler after parsers": () =>
    listen(
      createServer(
        express()
          .use(express.json(), express.urlencoded({ extended: true }))
          .all("/{*any}", toExpressHandler(receiveScaleCallback, options))
          // Express would print each error of its parsers.
          .use((_error: unknown, _request: unknown, response: express.Response, _next: unknown) => {
            response.status(400).end();
          }),
      ),
    ),
  toFastifyHandler: async () => {
    const app = fastify();
    app.all("/*", toFastifyHandler(receiveScaleCallback, options));
    await app.listen({ port: 0, host: "127.0.0.1" });
    return (app.server.address() as AddressInfo).port;
  },
};

const listen = (server: Server): Promise<number> =>
  new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });

process.send?.({ port: await adapters[adapter]?.() });
