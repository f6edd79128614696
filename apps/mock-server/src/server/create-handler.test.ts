import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { Readable } from "node:stream";
import { expect, onTestFinished, test, vi } from "vitest";
import type { LogEvent } from "../log/log-event.ts";
import type { PipelineResult } from "@task-contracts/mock/pipeline/pipeline-result";
import { defaultLimits } from "@task-contracts/mock/limits";
import { createAccessPolicy } from "./access-policy.ts";
import { createHandler } from "./create-handler.ts";

/** A server with this answer, on a real socket. */
const start = async (
  dispatch: (response: ServerResponse) => Promise<PipelineResult>,
  remember: () => void = () => undefined,
): Promise<{ readonly port: number; readonly logged: LogEvent[]; readonly handled: Promise<void> }> => {
  const logged: LogEvent[] = [];
  const handle = createHandler((_request, response) => dispatch(response), {
    access: createAccessPolicy({ host: "127.0.0.1" }),
    log: (event) => void logged.push(event),
    remember,
    isAccount: () => false,
    limits: defaultLimits,
  });
  const { promise: handled, resolve, reject } = Promise.withResolvers<void>();
  const server = createServer((request, response) => {
    handle(request, response).then(resolve, reject);
  });
  await new Promise<void>((listening) => void server.listen(0, "127.0.0.1", listening));
  onTestFinished(() => void server.close());
  return { port: (server.address() as AddressInfo).port, logged, handled };
};

test.each([
  ["a request without a body", "GET / HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n", ["request"]],
  ["a request with a body", "POST / HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 2\r\n\r\n{}", ["request"]],
  ["a request that never ends", "POST / HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 9\r\n\r\n{}", []],
])("a stream ends when the client of %s leaves before its head", async (_, sent, expected) => {
  const body = new Readable({ read: () => undefined });
  const { port, logged, handled } = await start(async (response) => {
    response.req.on("error", () => undefined).resume();
    client.destroy();
    await once(response, "close");
    return { response: { statusCode: 200, body }, violations: [], defects: [] };
  });
  const client = connect(port, "127.0.0.1", () => void client.write(sent));
  await handled;

  expect(body.destroyed).toBe(true);
  expect(logged.map(({ event }) => event)).toEqual(expected);
  // Nothing went out.
  for (const event of logged) expect(event).not.toHaveProperty("status");
});

test("what fails beside the response is a defect in the log, and no unhandled rejection", async () => {
  const remember = vi.fn<() => void>(() => {
    throw new Error("oops");
  });
  const { port, logged, handled } = await start(
    () => Promise.resolve({ response: { statusCode: 204 }, violations: [], defects: [] }),
    remember,
  );
  await fetch(`http://127.0.0.1:${port}/`);
  await handled;

  expect(remember).toHaveBeenCalledOnce();
  expect(logged).toMatchObject([{ event: "defect", message: expect.stringContaining("oops") as string }]);
});
