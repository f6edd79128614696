import { createServer, request as httpRequest } from "node:http";
import express from "express";
import { Hono } from "hono";
import { describe, expect } from "vitest";
import {
  type Receive,
  receiveScaleCallback,
  type ScaleCallback,
  toExpressHandler,
  toHonoHandler,
  toNodeHandler,
} from "../src/callbacks/index.ts";
import { authKey, callbackRequest, example } from "./callback-requests.ts";
import { test, type TestServer } from "./test.ts";

const receiver =
  (callbacks: ScaleCallback[] = []): Receive =>
  (request) =>
    receiveScaleCallback(request, { authKey, onCallback: (callback) => callbacks.push(callback) });

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

describe("toNodeHandler", () => {
  test("receives callbacks", async ({ serve }) => {
    const callbacks: ScaleCallback[] = [];
    const server = await serve(toNodeHandler(receiver(callbacks)));
    expect((await send(server)).status).toBe(204);
    expect(callbacks).toMatchObject([{ type: "categorization" }]);
  });

  test("refuses what is refused, and goes on", async ({ serve }) => {
    const server = await serve(toNodeHandler(receiver()));
    expect((await send(server, { "scale-callback-auth": "wrong" })).status).toBe(401);
    expect((await send(server, {}, { task_id: 5 })).status).toBe(400);
    expect((await fetch(server.url)).status).toBe(405);
    expect((await send(server)).status).toBe(204);
  });

  test("refuses a header that was sent twice", async ({ serve }) => {
    const server = await serve(toNodeHandler(receiver()));
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
    const server = await serve(toNodeHandler(receiver()));
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

  test("answers 500 if the program makes a mistake, and does not hide it", async ({ serve }) => {
    const failures: unknown[] = [];
    const handle = toNodeHandler((request) => receiveScaleCallback(request, { authKey: "" }));
    const server = await serve((request, response) => {
      handle(request, response).catch((error: unknown) => failures.push(error));
    });
    expect((await send(server)).status).toBe(500);
    expect(failures).toMatchObject([{ message: expect.stringContaining("authKey is empty") as string }]);
  });
});

describe("toExpressHandler", () => {
  test("receives callbacks", async ({ serve }) => {
    const callbacks: ScaleCallback[] = [];
    const app = express()
      .post("/", toExpressHandler(receiver(callbacks)))
      .use(express.json());
    const server = await serve(app);
    expect([(await send(server)).status, (await send(server, { "scale-callback-auth": "" })).status]).toEqual(
      [204, 401],
    );
    expect(callbacks).toHaveLength(1);
  });

  test("says that a parser came first", async ({ serve }) => {
    const failures: unknown[] = [];
    const app = express()
      .use(express.json())
      .post("/", toExpressHandler(receiver()))
      .use((error: unknown, _: unknown, response: express.Response, _next: unknown) => {
        failures.push(error);
        response.status(500).end();
      });
    expect((await send(await serve(app))).status).toBe(500);
    expect(failures).toMatchObject([{ message: expect.stringContaining("before body parsers") as string }]);
  });
});

test("toHonoHandler receives callbacks.", async () => {
  const callbacks: ScaleCallback[] = [];
  const app = new Hono().post("/callbacks/scale", toHonoHandler(receiver(callbacks)));
  expect((await app.fetch(callbackRequest())).status).toBe(204);
  expect((await app.fetch(callbackRequest("{"))).status).toBe(400);
  expect(callbacks).toMatchObject([{ kind: "taskCompleted" }]);
});

test("A node server can be made of a handler without casts.", () => {
  createServer(toNodeHandler(receiver())).close();
});
