import { once } from "node:events";
import {
  type ClientRequest,
  createServer,
  type IncomingMessage,
  request as openRequest,
  type RequestListener,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { describe, expect, onTestFinished, test } from "vitest";
import { newTask } from "./support/new-task.ts";
import { linesOf, runBin } from "./support/run-bin.ts";
import type { RunningProcess } from "./support/run-process.ts";
import { categorization } from "./support/send.ts";
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

/** A service that begins its response, and leaves the rest to the test: once the head has come through, say. */
const startSlowUpstream = async (
  begin: (response: ServerResponse) => void,
): Promise<{ readonly upstream: string; readonly answered: Promise<ServerResponse> }> => {
  const { promise: answered, resolve } = Promise.withResolvers<ServerResponse>();
  const upstream = await startUpstream((_, response) => {
    begin(response);
    resolve(response);
  });
  return { upstream, answered };
};

const violationsOf = (response: Response): unknown =>
  JSON.parse(response.headers.get("sl-violations") ?? "[]");

const json = { "content-type": "application/json" };

const unchecked =
  "The body has more than 8388608 bytes, so it was not checked. To check it, raise the limit: start the proxy with --limit proxyCheckedBytes=16777216.";

test("a service that keeps to the contract passes without a violation", async () => {
  const { proxy, url, stop } = await runProxy(server.mock.url("scale-v1"), "--fail-on-violation");

  const taskId = await newTask(url, "test_proxied");
  const got = await fetch(`${url}/task/${taskId}`, {
    headers: { authorization: `Basic ${btoa("test_proxied:")}` },
  });

  expect(got.status).toBe(200);
  expect(await got.json()).toMatchObject({
    task_id: taskId,
    params: { categories: categorization.categories },
  });
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
      violations: [expect.stringContaining("In the response: total is")],
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
          example: "In the response: The contract does not document the status 418.",
        },
      ],
    },
  ]);
  expect(proxy.output.stderr).toContain("2 requests, 2 of them with violations:");
  expect(proxy.output.stdout + proxy.output.stderr).not.toContain("secret_key");
});

test("a mere warning is in the summary, and fails nothing", async () => {
  const { proxy, url, stop } = await runProxy(server.mock.url("scale-v1"), "--fail-on-violation");

  const response = await fetch(`${url}/tasks?limits=1`, {
    headers: { authorization: `Basic ${btoa("test_warned:")}` },
  });

  expect(violationsOf(response)).toMatchObject([{ severity: "Warning" }]);
  expect(await stop()).toBe(0);
  expect(proxy.output.stderr).toContain("1 request, 1 of them with violations:");
});

test("names that clients choose do not fill the summary", async () => {
  const upstream = await startUpstream((_, response) => response.writeHead(200, json).end("{}"));
  const { proxy, url, stop } = await runProxy(upstream, "--limit", "violationKinds=2");

  for (let count = 0; count < 5; count++) await fetch(`${url}/batches/${count}`, { headers });
  await stop();

  expect(linesOf(proxy).at(-1)).toMatchObject({ event: "summary", faulty: 5, otherViolations: 3 });
  expect(linesOf(proxy).at(-1)?.["violations"]).toHaveLength(2);
  expect(proxy.output.stderr).toContain("3 more violations of further kinds.");
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
      "The upstream http://127.0.0.1:9/v1 did not respond (ECONNREFUSED). Start it, or give the proxy another URL.",
  });
  expect(await stop()).toBe(0);
  expect(proxy.output.stderr).toContain("The upstream did not respond to 1 of them.");
});

test("the response to HEAD, 204 and 304 have no body, and are no violation for that", async () => {
  const upstream = await startUpstream((request, response) => {
    if (request.url?.includes("task/")) response.writeHead(304, { etag: '"1"' }).end();
    else if (request.url?.includes("limit=2"))
      response.writeHead(200, { ...json, "content-length": 1234 }).end();
    else response.writeHead(200, json).end();
  });
  const { url } = await runProxy(upstream);

  const head = await fetch(`${url}/tasks`, { method: "HEAD", headers });
  const sized = await fetch(`${url}/tasks?limit=2`, { method: "HEAD", headers });
  const unchanged = await fetch(`${url}/task/65f0c1d2e3f4a5b6c7d8e9f0`, { headers });

  expect([head.status, violationsOf(head), head.headers.get("content-length")]).toEqual([200, [], null]);
  expect([sized.status, violationsOf(sized), sized.headers.get("content-length")]).toEqual([200, [], "1234"]);
  expect([unchanged.status, unchanged.headers.get("content-length")]).toEqual([304, null]);
  expect(violationsOf(unchanged)).toMatchObject([{ code: "status", severity: "Warning" }]);
});

test("a response without end passes on at once, and what is wrong with its head is reported", async () => {
  const { upstream, answered } = await startSlowUpstream((response) =>
    response.writeHead(200, { "content-type": "text/event-stream" }).flushHeaders(),
  );
  const { proxy, url, stop } = await runProxy(upstream);

  const response = await fetch(`${url}/tasks`, { headers });
  (await answered).write(": first\n\n");
  const first = await response.body?.getReader().read();

  expect(violationsOf(response)).toMatchObject([{ location: ["response", "header", "content-type"] }]);
  expect(Buffer.from(first?.value ?? []).toString()).toBe(": first\n\n");
  expect(await stop()).toBe(0);
  expect(proxy.output.stderr).toContain("1 request, 1 of them with violations:");
});

test("a body that arrives after its head is checked all the same, in the log and the summary", async () => {
  const { upstream, answered } = await startSlowUpstream((response) =>
    response.writeHead(200, json).write('{"docs":[],"total":"none",'),
  );
  const { proxy, url, stop } = await runProxy(upstream, "--fail-on-violation");

  const response = await fetch(`${url}/tasks`, { headers });
  (await answered).end('"limit":1,"offset":0,"has_more":false,"next_token":null}');

  expect(violationsOf(response)).toEqual([]);
  expect(await response.json()).toHaveProperty("total", "none");
  await proxy.writes(/"event":"request"/);
  expect(linesOf(proxy).at(-1)).toMatchObject({
    violations: [expect.stringContaining("In the response: total is")],
  });
  expect(await stop()).toBe(1);
});

test("a body that stands for more than can be checked goes through as it is, and the log names the limit", async () => {
  const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, " "));
  const sent: { body?: Buffer } = {};
  const upstream = await startUpstream((request, response) => {
    const answer = async (): Promise<void> => {
      sent.body = await buffer(request);
      response.writeHead(200, { ...json, "content-encoding": "gzip" }).end(bomb);
    };
    void answer();
  });
  const { proxy, url, stop } = await runProxy(upstream, "--fail-on-violation");

  const response = await fetch(`${url}/task/categorization`, {
    method: "POST",
    headers: { ...headers, ...json, "content-encoding": "gzip" },
    body: bomb,
  });

  expect(sent.body?.equals(bomb)).toBe(true);
  expect(response.headers.get("content-length")).toBe(String(bomb.length));
  expect(violationsOf(response)).toMatchObject([
    { location: ["request", "body"], code: "unchecked", severity: "Information" },
    { location: ["response", "body"], code: "unchecked", severity: "Information" },
  ]);
  await response.body?.cancel();
  await proxy.writes(/"event":"request"/);
  expect(linesOf(proxy).at(-1)).toMatchObject({
    violations: [unchecked, `In the response: ${unchecked}`],
  });
  expect(await stop()).toBe(0);
  expect(proxy.output.stderr).toContain("1 of them had a body that was too long to be checked.");
});

test("--limit sets how much the proxy takes in, and how much of it is checked", async () => {
  const upstream = await startUpstream((_, response) => {
    response
      .writeHead(200, json)
      .end(JSON.stringify({ docs: [], total: 0, limit: 100, offset: 0, x: "y".repeat(100) }));
  });
  const { proxy, url, stop } = await runProxy(
    upstream,
    "--limit",
    "proxyBodyBytes=10",
    "--limit",
    "proxyCheckedBytes=100",
  );

  const large = await fetch(`${url}/task/categorization`, { method: "POST", headers, body: "x".repeat(11) });
  expect(large.status).toBe(413);
  expect(await large.json()).toMatchObject({
    error:
      "The body is larger than 10 bytes. Send it to the service itself. Or raise the limit: start the proxy with --limit proxyBodyBytes=20.",
  });
  await (await fetch(`${url}/tasks`, { headers })).text();
  await proxy.writes(/"status":200/);
  expect(linesOf(proxy).at(-1)).toMatchObject({
    violations: [
      "In the response: The body has more than 100 bytes, so it was not checked. To check it, raise the limit: start the proxy with --limit proxyCheckedBytes=200.",
    ],
  });
  expect(await stop()).toBe(0);
});

describe("a connection to the service ends when its client leaves", () => {
  const begun = Buffer.alloc(4 * 1024 * 1024, "x");
  const stages: Readonly<Record<string, (response: ServerResponse) => void>> = {
    "before the head of the response": () => undefined,
    "while its body is held": (response) => response.writeHead(200, json).write("{"),
    "while a long body is held": (response) => response.writeHead(200, json).write(begun),
  };
  const cases = Object.keys(stages).flatMap((stage) => ["GET", "POST"].map((method) => ({ stage, method })));

  test.for(cases)("$stage, $method", async ({ stage, method }) => {
    const { promise: closed, resolve } = Promise.withResolvers<void>();
    const clients: ClientRequest[] = [];
    let open = 0;
    const upstream = await startUpstream((incoming, response) => {
      open += 1;
      incoming.resume();
      response.once("close", () => {
        open -= 1;
        if (open === 0) resolve();
      });
      stages[stage]?.(response);
      // All of them are there.
      if (open === clients.length) for (const client of clients) client.destroy();
    });
    const { proxy, url, stop } = await runProxy(upstream, "--fail-on-violation");
    for (let count = 0; count < 20; count++) {
      const client = openRequest(`${url}/tasks`, { method, headers, agent: false });
      client.on("error", () => undefined).end();
      clients.push(client);
    }

    await closed;
    expect(await stop()).toBe(method === "GET" ? 0 : 1);
    const summary = linesOf(proxy).at(-1);
    expect(summary).toMatchObject({ event: "summary", requests: 20, unanswered: 0 });
    // A body is held for so long only that a busy machine may let its head through before all clients are there.
    const statuses = new Set(stage === "before the head of the response" ? [undefined] : [undefined, 200]);
    for (const { status } of linesOf(proxy).filter(({ event }) => event === "request")) {
      expect(statuses).toContain(status);
    }
  });

  test("while it reads the body", async () => {
    const { upstream, answered } = await startSlowUpstream((response) =>
      response.writeHead(200, json).write("{"),
    );
    const { proxy, url, stop } = await runProxy(upstream, "--fail-on-violation");
    const leave = new AbortController();
    await fetch(`${url}/tasks`, { headers, signal: leave.signal });
    const response = await answered;
    const closed = once(response, "close");
    leave.abort();

    await closed;
    expect(await stop()).toBe(0);
    // It was the client that left, and not the service that cut the body off.
    expect(linesOf(proxy).at(-1)).toMatchObject({ requests: 1, faulty: 0, unanswered: 0 });
  });
});

test("a body of any length goes through no faster than its reader reads, and without being kept", async () => {
  const chunk = Buffer.alloc(1024 * 1024, "x");
  const total = 256;
  let sent = 0;
  const upstream = await startUpstream((incoming, response) => {
    const answer = async (): Promise<void> => {
      response.writeHead(200, json);
      for (; sent < total; sent++) {
        if (!response.write(chunk)) await once(response, "drain");
      }
      response.end();
    };
    if (incoming.url?.endsWith("/tasks")) void answer();
    else response.writeHead(200, json).end("{}");
  });
  const { proxy, url, stop } = await runProxy(upstream);
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    openRequest(`${url}/tasks`, { headers }, resolve).on("error", reject).end();
  });
  response.pause();

  // The proxy is done with whatever it does when it has answered twenty other requests meanwhile.
  for (let calm = 0, before = sent; calm < 20; before = sent) {
    await (await fetch(`${url}/task/65f0c1d2e3f4a5b6c7d8e9f0`, { headers })).text();
    calm = sent === before ? calm + 1 : 0;
  }
  // What is kept to be checked, and what the sockets on the way take.
  expect(sent).toBeLessThan(total / 4);

  let received = 0;
  for await (const part of response) received += (part as Buffer).length;
  expect(received).toBe(total * chunk.length);
  await proxy.writes(/"operation":"listTasks"/);
  expect(linesOf(proxy).find(({ operation }) => operation === "listTasks")).toMatchObject({
    violations: [`In the response: ${unchecked}`],
  });
  expect(await stop()).toBe(0);
});

test("a body that the service cuts off is cut off for the client too, and reported", async () => {
  const { upstream, answered } = await startSlowUpstream((response) =>
    response.writeHead(200, json).write('{"docs":['),
  );
  const { proxy, url, stop } = await runProxy(upstream);

  const response = await fetch(`${url}/tasks`, { headers });
  (await answered).destroy();
  await expect(response.text()).rejects.toThrow("terminated");
  await proxy.writes(/"event":"request"/);

  expect(linesOf(proxy).at(-1)).toMatchObject({
    violations: ["In the response: The upstream cut the body off."],
  });
  expect(await stop()).toBe(0);
});

test("pages of other sites cannot use the proxy, and pages of allowed origins can", async () => {
  const { url } = await runProxy(server.mock.url("scale-v1"), "--allow-origin", "https://app.test");
  const statusFor = async (origin: string): Promise<number> =>
    (await fetch(`${url}/tasks`, { headers: { ...headers, origin } })).status;

  expect(await statusFor("https://evil.example")).toBe(403);
  // The service behind has a say as well: here it is a mock server, to which the origin is a stranger.
  expect(
    (await fetch(`${url}/tasks`, { headers: { origin: "https://app.test" } })).headers.get(
      "access-control-allow-origin",
    ),
  ).toBe("https://app.test");
});

test("numbers that only a mock would round are no violation", async () => {
  const upstream = await startUpstream((_, response) =>
    response.writeHead(500, json).end('{"status_code":500,"error":"x"}'),
  );
  const { url } = await runProxy(upstream);
  const body = JSON.stringify({ ...categorization, metadata: { order: 0 } }).replace(
    '"order":0',
    '"order":9007199254740993',
  );

  const response = await fetch(`${url}/task/categorization`, {
    method: "POST",
    headers: { ...headers, ...json },
    body,
  });

  expect(violationsOf(response)).toEqual([]);
});
