import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { expect, onTestFinished, test } from "vitest";
import { newTask } from "./support/new-task.ts";
import { linesOf, runBin } from "./support/run-bin.ts";
import type { RunningProcess } from "./support/run-process.ts";
import { useMockServer } from "./support/use-mock-server.ts";

const server = useMockServer();

const headers = { authorization: `Basic ${btoa("secret_key:")}` };

/** A proxy for scale-v1, and its base URL. */
const runProxy = async (
  upstream: string,
  ...args: string[]
): Promise<{ proxy: RunningProcess; url: string; stop: () => Promise<number | null> }> => {
  const proxy = runBin("proxy", "scale-v1", upstream, "--port", "0", ...args);
  const [, url = ""] = await proxy.writes(/"urls":\["(.*?)"/);
  const stop = (): Promise<number | null> => {
    proxy.child.kill("SIGINT");
    return proxy.exit;
  };
  return { proxy, url, stop };
};

/** A service that answers as the test says. */
const startUpstream = async (answer: RequestListener): Promise<string> => {
  const upstream = createServer(answer);
  await new Promise<void>((resolve) => void upstream.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void upstream.close());
  return `http://127.0.0.1:${(upstream.address() as AddressInfo).port}/v1`;
};

const violationsOf = (response: Response): unknown =>
  JSON.parse(response.headers.get("sl-violations") ?? "[]");

const json = { "content-type": "application/json" };

test("a service that keeps to the contract passes without a violation", async () => {
  const { proxy, url, stop } = await runProxy(server.mock.url("scale-v1"), "--fail-on-violation");

  const taskId = await newTask(url, "test_proxied");
  const got = await fetch(`${url}/task/${taskId}`, {
    headers: { authorization: `Basic ${btoa("test_proxied:")}` },
  });

  expect(got.status).toBe(200);
  expect(await got.json()).toMatchObject({ task_id: taskId, params: { categories: ["big", "small"] } });
  expect(await stop()).toBe(0);
  expect(proxy.output.stderr).toContain("2 requests, none with violations.");
});

test("keys are for the service to judge, and its refusal comes back as it is", async () => {
  const { url } = await runProxy(server.mock.url("scale-v1"));

  const response = await fetch(`${url}/tasks`);

  expect(response.status).toBe(401);
  expect(response.headers.get("www-authenticate")).toContain("Basic");
  expect(violationsOf(response)).toEqual([]);
});

test("a broken request is reported and passed on all the same", async () => {
  const upstream = await startUpstream((_, response) =>
    response
      .writeHead(200, json)
      .end('{"docs":[],"total":0,"limit":1,"offset":0,"has_more":false,"next_token":null}'),
  );
  const { proxy, url, stop } = await runProxy(upstream, "--fail-on-violation");

  const response = await fetch(`${url}/tasks?limit=0`, { headers });

  expect(response.status).toBe(200);
  expect(violationsOf(response)).toMatchObject([
    { location: ["request", "query", "limit"], code: "minimum" },
  ]);
  expect(await stop()).toBe(1);
  expect(linesOf(proxy).find(({ event }) => event === "request")).toMatchObject({
    violations: ["limit is 0, but must be at least 1."],
  });
});

test("where the service departs from the contract is in the header, the log and the summary", async () => {
  const upstream = await startUpstream((request, response) => {
    if (request.url?.startsWith("/v1/tasks")) {
      response.writeHead(200, json);
      response.end('{"docs":[],"total":"none","limit":1,"offset":0,"has_more":false,"next_token":null}');
    } else response.writeHead(418, json).end("{}");
  });
  const { proxy, url, stop } = await runProxy(upstream, "--fail-on-violation");

  const list = await fetch(`${url}/tasks`, { headers });
  const task = await fetch(`${url}/task/65f0c1d2e3f4a5b6c7d8e9f0`, { headers });

  expect(await list.json()).toHaveProperty("total", "none");
  expect(violationsOf(list)).toMatchObject([{ location: ["response", "body", "total"], code: "type" }]);
  expect(task.status).toBe(418);
  expect(violationsOf(task)).toMatchObject([{ location: ["response"], code: "status" }]);
  expect(await stop()).toBe(1);
  expect(linesOf(proxy)).toMatchObject([
    { event: "listening" },
    {
      event: "request",
      operation: "listTasks",
      violations: [expect.stringContaining("In the answer: total is")],
    },
    { event: "request", operation: "getTask", status: 418 },
    {
      event: "summary",
      requests: 2,
      faulty: 2,
      violations: [
        { operation: "listTasks", count: 1 },
        {
          operation: "getTask",
          count: 1,
          example: "In the answer: The contract does not document the status 418.",
        },
      ],
    },
  ]);
  expect(proxy.output.stderr).toContain("2 requests, 2 of them with violations:");
  expect(proxy.output.stdout + proxy.output.stderr).not.toContain("secret_key");
});

test("without --fail-on-violation the proxy ends with 0", async () => {
  const upstream = await startUpstream((_, response) => response.writeHead(418).end());
  const { url, stop } = await runProxy(upstream);
  await fetch(`${url}/tasks`, { headers });

  expect(await stop()).toBe(0);
});

test("bytes and headers reach both sides as they are", async () => {
  const seen: { request?: IncomingMessage; body?: Buffer } = {};
  const packed = gzipSync('{"status":"completed"}');
  const upstream = await startUpstream((request, response) => {
    const answer = async (): Promise<void> => {
      Object.assign(seen, { request, body: await buffer(request) });
      response.writeHead(200, {
        ...json,
        "content-encoding": "gzip",
        "set-cookie": ["a=1", "b=2"],
        "x-own": "1",
      });
      response.end(packed);
    };
    void answer();
  });
  const { url } = await runProxy(upstream);
  const sent = '{ "callback_url" : "http://127.0.0.1:9/",  "broken": ';

  const response = await fetch(`${url}/task/categorization?a=%20b`, {
    method: "POST",
    headers: { ...headers, ...json, "x-request": "1" },
    body: sent,
  });

  expect(seen.body?.toString()).toBe(sent);
  expect(seen.request?.url).toBe("/v1/task/categorization?a=%20b");
  expect(seen.request?.headers).toMatchObject({ ...headers, "x-request": "1", host: new URL(upstream).host });
  expect(response.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
  expect(response.headers.get("content-length")).toBe(String(packed.length));
  expect(response.headers.get("x-own")).toBe("1");
  // Undone by fetch, and by the validators, which miss what a task must have.
  expect(await response.json()).toEqual({ status: "completed" });
  expect(violationsOf(response)).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ location: ["request", "body"] }),
      expect.objectContaining({ location: ["response", "body"], code: "required" }),
    ]),
  );
});

test("what the contract does not know is reported and passed on", async () => {
  const upstream = await startUpstream((_, response) => response.writeHead(200, json).end("[]"));
  const { url } = await runProxy(upstream);

  const response = await fetch(`${url}/batches`, { headers });

  expect(await response.json()).toEqual([]);
  expect(violationsOf(response)).toMatchObject([
    { location: ["request"], message: "The contract has no operation GET /batches." },
  ]);
});

test("a service that is down is a 502 in the form of the API, and no violation", async () => {
  const { proxy, url, stop } = await runProxy("http://127.0.0.1:9/v1", "--fail-on-violation");

  const response = await fetch(`${url}/tasks`, { headers });

  expect(response.status).toBe(502);
  expect(await response.json()).toEqual({
    status_code: 502,
    error:
      "The upstream http://127.0.0.1:9/v1 did not answer (ECONNREFUSED). Start it, or give the proxy another URL.",
  });
  expect(await stop()).toBe(0);
  expect(proxy.output.stderr).toContain("The upstream did not answer 1 of them.");
});
