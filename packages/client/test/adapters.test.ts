import { createServer, request as httpRequest } from "node:http";
import { connect as connectHttp2, createServer as createHttp2Server } from "node:http2";
import type { AddressInfo } from "node:net";
import express from "express";
import { Hono } from "hono";
import { describe, expect, onTestFinished } from "vitest";
import {
  receiveScaleCallback,
  type ScaleCallback,
  toExpressHandler,
  toFastifyHandler,
  toHonoHandler,
  toLambdaHandler,
  toNodeHandler,
} from "../src/callbacks/index.ts";
import { authKey, callbackRequest, example, noting } from "./callback-requests.ts";
import { test, type TestServer } from "./test.ts";

const send = (
  { url }: TestServer,
  headers: Record<string, string> = {},
  body: unknown = example("SupportMessageCallback"),
) =>
  fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", "scale-callback-auth": authKey, ...headers },
    body: JSON.stringify(body),
  });

describe("every adapter", () => {
  test.for([
    ["toNodeHandler", toNodeHandler],
    ["toExpressHandler", toExpressHandler],
    ["toFastifyHandler", toFastifyHandler],
    ["toHonoHandler", toHonoHandler],
    ["toLambdaHandler", toLambdaHandler],
  ] as const)("says at once that there is no key: %s", ([, toHandler]) => {
    for (const empty of ["", [], ["cb_1", ""]]) {
      expect(() => toHandler(receiveScaleCallback, { authKey: empty })).toThrow(
        new TypeError("authKey is empty. Set the callback key of your account."),
      );
    }
    // @ts-expect-error the options are missing, as in programs that are not checked by a compiler
    expect(() => toHandler(receiveScaleCallback)).toThrow("authKey is empty");
  });
});

describe("toNodeHandler", () => {
  test("receives callbacks", async ({ serve }) => {
    const { callbacks, ...options } = noting<ScaleCallback>();
    const server = await serve(toNodeHandler(receiveScaleCallback, options));
    expect((await send(server)).status).toBe(204);
    expect(callbacks).toMatchObject([{ type: "categorization" }]);
  });

  test("refuses what is refused, and goes on", async ({ serve }) => {
    const server = await serve(toNodeHandler(receiveScaleCallback, { authKey }));
    expect((await send(server, { "scale-callback-auth": "wrong" })).status).toBe(401);
    expect((await send(server, {}, { task_id: 5 })).status).toBe(400);
    expect((await fetch(server.url)).status).toBe(405);
    expect((await send(server)).status).toBe(204);
  });

  test("refuses a header that was sent twice", async ({ serve }) => {
    const server = await serve(toNodeHandler(receiveScaleCallback, { authKey }));
    const status = await new Promise((resolve, reject) => {
      const request = httpRequest(server.url, {
        method: "POST",
        headers: { "content-type": "application/json", "scale-callback-auth": [authKey, authKey] },
      });
      request.on("response", (response) => resolve(response.statusCode)).on("error", reject);
      request.end(JSON.stringify(example("SupportMessageCallback")));
    });
    expect(status).toBe(401);
  });

  test("hangs up on a large body instead of reading it", async ({ serve }) => {
    const server = await serve(toNodeHandler(receiveScaleCallback, { authKey }));
    const outcome = await new Promise<{ readonly status?: number | undefined; readonly sent: number }>(
      (resolve) => {
        const request = httpRequest(server.url, {
          method: "POST",
          headers: { "content-type": "application/json", "scale-callback-auth": authKey },
        });
        let [sent, status]: [number, number | undefined] = [0, undefined];
        const write = (): void => {
          if (request.destroyed || sent >= 1_000) return void request.end();
          sent += 1;
          request.write("x".repeat(1_000_000), () => setImmediate(write));
        };
        request.on("response", (response) => {
          status = response.statusCode;
          response.resume();
        });
        request.on("close", () => resolve({ status, sent }));
        request.on("error", () => undefined);
        write();
      },
    );
    expect(outcome.sent).toBeLessThan(100);
    expect([413, undefined]).toContain(outcome.status);
  });

  test("leaves a response alone that was ended meanwhile", async ({ serve }) => {
    const { errors, ...options } = noting<ScaleCallback>();
    const handled = Promise.withResolvers<void>();
    const handle = toNodeHandler(receiveScaleCallback, options);
    const server = await serve((request, response) => {
      response.writeHead(503).end();
      handle(request, response).then(handled.resolve, handled.reject);
    });
    expect((await send(server)).status).toBe(503);
    await handled.promise;
    expect(errors.map(({ message }) => message)).not.toContainEqual(expect.stringContaining("be sent"));
    expect((await send(server)).status).toBe(503);
  });

  test("speaks HTTP/2", async () => {
    const { callbacks, errors, ...options } = noting<ScaleCallback>();
    const server = createHttp2Server(toNodeHandler(receiveScaleCallback, options)).listen(0);
    const client = connectHttp2(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    onTestFinished(() => {
      client.close();
      server.close();
    });
    const statusOf = (headers: Record<string, string>, body: string): Promise<unknown> =>
      new Promise((resolve, reject) => {
        const stream = client.request({ ":method": "POST", ":path": "/", ...headers });
        stream.on("response", (response) => resolve(response[":status"])).on("error", reject);
        stream.resume().end(body);
      });
    const headers = { "scale-callback-auth": authKey, "content-type": "application/json" };
    const body = JSON.stringify(example("SupportMessageCallback"));
    expect(await statusOf(headers, body)).toBe(204);
    expect(await statusOf({}, body)).toBe(401);
    expect(await statusOf({ ...headers, ":method": "TRACE" }, "")).toBe(405);
    expect(await statusOf({ ...headers, ":path": "//" }, body)).toBe(400);
    expect(callbacks).toHaveLength(1);
    expect(errors.map(({ status }) => status)).toEqual([401, 405, 400]);
  });

  test("can be given to a server without casts", () => {
    createServer(toNodeHandler(receiveScaleCallback, { authKey })).close();
  });
});

describe("toExpressHandler", () => {
  test("receives callbacks", async ({ serve }) => {
    const { callbacks, ...options } = noting<ScaleCallback>();
    const app = express().post("/", toExpressHandler(receiveScaleCallback, options)).use(express.json());
    const server = await serve(app);
    expect([(await send(server)).status, (await send(server, { "scale-callback-auth": "" })).status]).toEqual(
      [204, 401],
    );
    expect(callbacks).toHaveLength(1);
  });
});

test("toHonoHandler receives callbacks.", async () => {
  const { callbacks, ...options } = noting<ScaleCallback>();
  const app = new Hono().post("/callbacks/scale", toHonoHandler(receiveScaleCallback, options));
  expect((await app.fetch(callbackRequest())).status).toBe(204);
  expect((await app.fetch(callbackRequest("{"))).status).toBe(400);
  expect(callbacks).toMatchObject([{ kind: "taskCompleted" }]);
});
