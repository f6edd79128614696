import { describe, expect, test, vi } from "vitest";
import {
  type CallbackError,
  type FastifyReply,
  type NodeRequest,
  type NodeResponse,
  receiveScaleCallback,
  toFastifyHandler,
  toNodeHandler,
} from "../src/callbacks/index.ts";
import { createScaleClient } from "../src/scale/index.ts";
import { authKey, callbackRequest } from "./callback-requests.ts";
import { virtualClock } from "./virtual-clock.ts";

const unprintable = "an unprintable value";

/** What can be thrown, although not all of it can be converted to a string. */
const causes: readonly (readonly [string, unknown, string])[] = [
  ["an object without a prototype", Object.create(null), unprintable],
  [
    "an object whose toString throws",
    {
      toString: () => {
        throw new Error("No.");
      },
    },
    unprintable,
  ],
  ["a symbol", Symbol("stop"), "Symbol(stop)"],
];

/** A request that is refused before its body is read. */
const raw: NodeRequest = {
  method: "GET",
  url: "/",
  headers: {},
  httpVersionMajor: 1,
  complete: true,
  readableDidRead: false,
  async *[Symbol.asyncIterator]() {},
};

/** Options that note what is reported. */
const noting = () => {
  const errors: CallbackError[] = [];
  return { errors, authKey, onError: (error: CallbackError) => errors.push(error) };
};

describe.each(causes)("%s, thrown", (_name, cause, text) => {
  const fail = (): never => {
    throw cause;
  };

  const unsent = { message: `The response could not be sent: ${text}`, cause };

  test("by a response of node:http, goes to onError", async () => {
    const { errors, ...options } = noting();
    const response: NodeResponse = {
      statusCode: 0,
      headersSent: false,
      writableEnded: false,
      setHeader: fail,
      end: fail,
    };
    await toNodeHandler(receiveScaleCallback, options)(raw, response);
    expect(errors).toMatchObject([{ code: "method_not_allowed" }, unsent]);
  });

  test("by a reply of Fastify, goes to onError", async () => {
    const { errors, ...options } = noting();
    const reply: FastifyReply = { sent: false, code: fail, header: fail, send: fail };
    await toFastifyHandler(receiveScaleCallback, options)({ raw }, reply);
    expect(errors).toMatchObject([{ code: "method_not_allowed" }, unsent]);
  });

  test("by onCallback, leads to 500", async () => {
    const { errors, ...options } = noting();
    const { response } = await receiveScaleCallback(callbackRequest(), { ...options, onCallback: fail });
    expect(response.status).toBe(500);
    expect(errors[0]?.message).toMatch(/ could not be handled: /);
    expect(errors).toMatchObject([{ cause, message: expect.stringContaining(text) as unknown }]);
  });

  test("by a custom fetch, leads to a ConnectionError, with a retry", async () => {
    const fetch = vi.fn<() => Promise<Response>>(async () => fail());
    const scale = createScaleClient({ apiKey: "test_k3y", clock: virtualClock(), fetch });
    await expect(scale.getTask("5f2b")).rejects.toMatchObject({
      name: "ConnectionError",
      message: expect.stringContaining(`got no complete answer: ${text}.`) as unknown,
    });
    expect(fetch).toHaveBeenCalledTimes(3);
  });

  test("as the reason of a signal, leads to an AbortError", async () => {
    const controller = new AbortController();
    const scale = createScaleClient({
      apiKey: "test_k3y",
      fetch: () => {
        controller.abort(cause);
        return new Promise(() => undefined);
      },
    });
    await expect(scale.getTask("5f2b", { signal: controller.signal })).rejects.toMatchObject({
      name: "AbortError",
      message: `getTask was stopped by its signal (${text}).`,
      cause,
    });
  });
});
