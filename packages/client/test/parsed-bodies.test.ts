import { createServer } from "node:http";
import { parse } from "node:querystring";
import type { APIGatewayProxyEvent, APIGatewayProxyEventV2, ALBEvent } from "aws-lambda";
import express from "express";
import fastify from "fastify";
import { Hono } from "hono";
import { describe, expect, onTestFinished } from "vitest";
import {
  receiveScaleBetaCallback,
  receiveScaleCallback,
  type ScaleBetaCallback,
  type ScaleCallback,
  toExpressHandler,
  toFastifyHandler,
  toHonoHandler,
  toLambdaHandler,
  toNodeHandler,
} from "../src/callbacks/index.ts";
import { encodeForm } from "../src/scale/index.ts";
import { authKey, callbackRequest, example, noting } from "./callback-requests.ts";
import { refusalOf, watchedBody } from "./receiving.ts";
import { test } from "./test.ts";

const json = JSON.stringify(example("SupportMessageCallback"));
const { response: _, ...support } = example("SupportMessageCallback");
const many = Array.from({ length: 30 }, (_item, index) => `category ${index}`);

/** What the beta sends: objects, arrays, a long array and text with every kind of character. */
const betaBody = (): Record<string, unknown> => {
  const response = { category: "damage & more = 50 %", status_code: 200 };
  const task = support["task"] as { readonly params: object };
  return { ...support, response, task: { ...task, response, params: { ...task.params, categories: many } } };
};
const form = encodeForm(betaBody());

const jsonHeaders = { "content-type": "application/json", "scale-callback-auth": authKey };
const formHeaders = { ...jsonHeaders, "content-type": "application/x-www-form-urlencoded" };

const post = (url: string, headers: Record<string, string>, body: string): Promise<number> =>
  fetch(url, { method: "POST", headers, body }).then(({ status }) => status);

/** What the receiver makes of the body as it came. */
const expected = async () => {
  const { callbacks, ...options } = noting<ScaleBetaCallback>();
  await receiveScaleBetaCallback(callbackRequest(form, formHeaders), options);
  expect(callbacks[0]?.task.params.categories).toEqual(many);
  return callbacks;
};

describe("Express may parse bodies first:", () => {
  test.for([
    ["json()", express.json()],
    ["text()", express.text({ type: "*/*" })],
    ["raw()", express.raw({ type: "*/*" })],
    ["urlencoded(), which leaves JSON alone", express.urlencoded({ extended: true })],
  ] as const)("%s", async ([, parser], { serve }) => {
    const { callbacks, errors, ...options } = noting<ScaleCallback>();
    const app = express().use(parser).post("/", toExpressHandler(receiveScaleCallback, options));
    const { url } = await serve(app);
    expect(await post(url, jsonHeaders, json)).toBe(204);
    expect(await post(url, { ...jsonHeaders, "scale-callback-auth": "wrong" }, json)).toBe(401);
    expect(await post(url, jsonHeaders, '{"task_id":5}')).toBe(400);
    expect(callbacks).toEqual([
      { kind: "taskCompleted", type: "categorization", ...example("SupportMessageCallback") },
    ]);
    expect(errors.map(({ code }) => code)).toEqual(["unauthorized", "invalid"]);
  });

  test.for([
    ["urlencoded() with qs", express.urlencoded({ extended: true })],
    ["urlencoded() with node:querystring", express.urlencoded({ extended: false })],
    ["text()", express.text({ type: "*/*" })],
    ["json(), which leaves forms alone", express.json()],
  ] as const)("%s, before a receiver of the beta", async ([, parser], { serve }) => {
    const { callbacks, errors, ...options } = noting<ScaleBetaCallback>();
    const app = express().use(parser).post("/", toExpressHandler(receiveScaleBetaCallback, options));
    expect(await post((await serve(app)).url, formHeaders, form)).toBe(200);
    expect(errors).toEqual([]);
    expect(callbacks).toEqual(await expected());
  });

  test("and if the parser keeps nothing, the receiver says what is missing", async ({ serve }) => {
    const { errors, ...options } = noting<ScaleCallback>();
    const handle = toNodeHandler(receiveScaleCallback, options);
    const { url } = await serve((request, response) => {
      request.resume().on("end", () => void handle(request, response));
    });
    expect(await post(url, jsonHeaders, json)).toBe(500);
    expect(errors).toMatchObject([
      { code: "handler_failed", message: expect.stringContaining("give it parsedBody") as string },
    ]);
  });
});

const listen = async (app: ReturnType<typeof fastify>): Promise<string> => {
  onTestFinished(() => void app.close());
  return app.listen({ port: 0, host: "127.0.0.1" });
};

describe("Fastify parses bodies first:", () => {
  test("JSON", async () => {
    const { callbacks, errors, ...options } = noting<ScaleCallback>();
    const app = fastify();
    app.post("/", toFastifyHandler(receiveScaleCallback, options));
    const url = await listen(app);
    expect(await post(url, jsonHeaders, json)).toBe(204);
    expect(await post(url, { ...jsonHeaders, "scale-callback-auth": "wrong" }, json)).toBe(401);
    expect(callbacks).toMatchObject([{ type: "categorization" }]);
    expect(errors).toMatchObject([{ code: "unauthorized" }]);
    expect(
      (await app.inject({ method: "POST", url: "/", headers: jsonHeaders, body: json })).statusCode,
    ).toBe(204);
  });

  test("forms, with a parser of node:querystring", async () => {
    const { callbacks, errors, ...options } = noting<ScaleBetaCallback>();
    const app = fastify();
    app.addContentTypeParser(formHeaders["content-type"], { parseAs: "string" }, (_request, body, done) =>
      done(null, parse(body as string)),
    );
    app.post("/", toFastifyHandler(receiveScaleBetaCallback, options));
    expect(await post(await listen(app), formHeaders, form)).toBe(200);
    expect(errors).toEqual([]);
    expect(callbacks).toEqual(await expected());
  });

  test("nothing, where it is told to leave the body alone", async () => {
    const { callbacks, ...options } = noting<ScaleCallback>();
    const app = fastify();
    app.removeAllContentTypeParsers();
    app.addContentTypeParser("*", (_request, _payload, done) => done(null));
    app.post("/", toFastifyHandler(receiveScaleCallback, options));
    expect(await post(await listen(app), jsonHeaders, json)).toBe(204);
    expect(callbacks).toHaveLength(1);
  });
});

test.for(["json", "text", "arrayBuffer"] as const)(
  "Middleware of Hono may read bodies first: %s()",
  async (read) => {
    const { callbacks, errors, ...options } = noting<ScaleCallback>();
    const app = new Hono()
      .use(async (context, next) => {
        await context.req[read]();
        await next();
      })
      .post("/callbacks/scale", toHonoHandler(receiveScaleCallback, options));
    expect((await app.fetch(callbackRequest())).status).toBe(204);
    expect([callbacks.length, errors]).toEqual([1, []]);
  },
);

describe("AWS Lambda has read the body:", () => {
  const parts = { body: json, isBase64Encoded: false };
  const encoded = { body: Buffer.from(json).toString("base64"), isBase64Encoded: true };
  // As the senders' names are spelled.
  const headers = { "Content-Type": "application/json", "Scale-Callback-Auth": authKey };
  const twice = { "content-type": ["application/json"], "scale-callback-auth": ["wrong", authKey] };

  const v2 = (event: Partial<APIGatewayProxyEventV2>) =>
    ({
      rawPath: "/callbacks",
      rawQueryString: "shop=7",
      headers: jsonHeaders,
      ...parts,
      ...event,
      requestContext: { http: { method: "POST" } },
    }) as APIGatewayProxyEventV2;
  const v1 = (event: Partial<APIGatewayProxyEvent>) =>
    ({
      httpMethod: "POST",
      path: "/callbacks",
      headers,
      requestContext: {},
      ...parts,
      ...event,
    }) as APIGatewayProxyEvent;

  const requestContext = { elb: { targetGroupArn: "arn" } };
  const loadBalancer: ALBEvent = {
    httpMethod: "POST",
    path: "/callbacks",
    headers,
    requestContext,
    ...parts,
  };

  test.for([
    ["a function URL, or version 2 of API Gateway", v2({}), 204],
    ["the same with base64", v2(encoded), 204],
    ["version 1 of API Gateway", v1({}), 204],
    ["the same with base64", v1(encoded), 204],
    ["a load balancer", loadBalancer, 204],
    ["a header that was sent twice", v1({ multiValueHeaders: twice }), 401],
    ["no headers", v1({ headers: {} }), 401],
    ["no body", v2({ body: undefined as never }), 400],
    ["another method", v1({ httpMethod: "GET", body: null }), 405],
    ["base64 that is none", v2({ body: "%", isBase64Encoded: true }), 400],
    ["what no gateway sends", {}, 405],
  ] as const)("%s", async ([, event, status]) => {
    const { callbacks, errors, ...options } = noting<ScaleCallback>();
    const result = await toLambdaHandler(receiveScaleCallback, options)(event);
    expect(result.statusCode).toBe(status);
    expect([callbacks.length, errors.length]).toEqual(status === 204 ? [1, 0] : [0, 1]);
    expect(result.body).toBe(
      status === 204 ? "" : JSON.stringify({ status_code: status, error: errors[0]?.code }),
    );
  });
});

describe("a body that was parsed", () => {
  const url = "/callbacks";

  test("is given with the request, and leads to the key that the body itself leads to", async () => {
    const { task_id: _id, ...body } = example("AttachmentErrorCallback");
    const parsed = await receiveScaleCallback(
      { method: "POST", url, headers: jsonHeaders, parsedBody: body },
      { authKey },
    );
    const web = new Request(`https://shop.example${url}`, {
      method: "POST",
      headers: jsonHeaders,
      body: JSON.stringify(body),
    });
    expect(parsed).toMatchObject({
      ok: true,
      key: ((await receiveScaleCallback(web, { authKey })) as { key?: string }).key,
    });
  });

  test("is looked at only after the key", async () => {
    const { body, read } = watchedBody([]);
    const parsedBody = new Proxy(
      {},
      {
        get: () => {
          throw new Error("It was looked at.");
        },
      },
    );
    const request = {
      method: "POST",
      url,
      headers: { ...jsonHeaders, "scale-callback-auth": "no" },
      body,
      parsedBody,
    };
    expect([(await receiveScaleCallback(request, { authKey })).response.status, read()]).toEqual([401, 0]);
  });

  test.for([
    [new Uint8Array(100), 413],
    ["x".repeat(100), 413],
    ["{}", 400],
    [null, 400],
    [5, 400],
    [[], 400],
  ] as const)("is checked as any body: %j", async ([parsedBody, status]) => {
    const request = { method: "POST", url, headers: jsonHeaders, parsedBody };
    const receipt = await receiveScaleCallback(request, { authKey, maxBytes: 99 });
    expect(receipt.response.status).toBe(status);
  });

  test("is missed if a web request was read before", async () => {
    const request = callbackRequest();
    await request.text();
    const [status, error] = await refusalOf(request);
    expect([status, error.message]).toEqual([500, expect.stringContaining("was read before")]);
  });

  test("may be a form of any depth, up to a limit", async () => {
    let deep: object = { a: "b" };
    for (let level = 0; level < 20; level++) deep = { a: deep };
    const request = { method: "POST", url, headers: formHeaders, parsedBody: deep };
    const receipt = await receiveScaleBetaCallback(request, { authKey });
    expect(receipt).toMatchObject({ ok: false, error: { code: "malformed" } });
  });
});

test("A server can be made of every adapter of Node without casts.", () => {
  createServer(toNodeHandler(receiveScaleBetaCallback, { authKey, allowMissingAuth: true })).close();
});
