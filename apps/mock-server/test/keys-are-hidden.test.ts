import { once } from "node:events";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import type { ApiId } from "@task-contracts/mock/apis/api-ids";
import { summaryInWords } from "../src/commands/summary-in-words.ts";
import { type LogEvent, type MockServer, startMockServer } from "../src/index.ts";
import { jsonLog } from "../src/log/json-log.ts";
import { terminalLog } from "../src/log/terminal-log.ts";
import { startProxy } from "../src/proxy/start-proxy.ts";
import { categorization } from "./support/send.ts";
import { useMockServer } from "./support/use-mock-server.ts";

/** Easy to find wherever it is written, whole or in part. */
const key = "live_Zq7Xw3Kp9Rt5Vn2B";
const basic = Buffer.from(`${key}:`).toString("base64");
const escaped = key.replace("_", "%5F");
const json = "content-type: application/json";
const form = "content-type: application/x-www-form-urlencoded";

interface Written {
  readonly response: string;
  readonly log: string;
  readonly journal: string;
  readonly events: string;
}

/** A server that keeps the account of the key, and all that it writes. */
const startServer = async (): Promise<{ mock: MockServer; logged: LogEvent[] }> => {
  const logged: LogEvent[] = [];
  const mock = await startMockServer({ log: (event) => logged.push(event) });
  onTestFinished(mock.close);
  await mock.account(key).updateSettings({ checkAttachments: false });
  return { mock, logged };
};

const exchange = async (port: number, head: readonly string[], body = ""): Promise<string> => {
  const socket = connect(port, "127.0.0.1");
  const length = body === "" ? [] : [`content-length: ${Buffer.byteLength(body)}`];
  const hosts = head.some((line) => /^host:/i.test(line)) ? [] : ["host: 127.0.0.1"];
  socket.write([...head, ...hosts, ...length, "connection: close", "", body].join("\r\n"));
  const answered = text(socket);
  await once(socket, "close");
  return answered;
};

const writtenFor = async (head: readonly string[], body?: string): Promise<Written> => {
  const { mock, logged } = await startServer();
  const control = `${mock.url()}/_mock`;
  const stop = new AbortController();
  onTestFinished(() => stop.abort());
  const stream = await fetch(`${control}/events`, { signal: stop.signal });
  const response = await exchange(mock.port, head, body);
  const journal = await (await fetch(`${control}/requests`)).text();
  const lines: string[] = [];
  const write = (line: string): number => lines.push(line);
  for (const event of logged) {
    terminalLog(write, { control: true })(event);
    jsonLog(write)(event);
  }
  await mock.close();
  const events = await text(stream.body as unknown as AsyncIterable<string>).catch(String);
  return { response, log: lines.join(""), journal, events };
};

/** What names the account of an entry is the only place for a key: it is what entries are found by. */
const withoutAccounts = (written: string): string =>
  written.replaceAll(`"account":"${key}"`, '"account":"…"');

const valid = JSON.stringify(categorization);

const places: Readonly<Record<string, readonly [head: readonly string[], body?: string]>> = {
  "the user name of Basic": [["GET /v1/tasks HTTP/1.1", `authorization: Basic ${basic}`]],
  "the user name of Basic, of a create": [
    ["POST /v1/task/categorization HTTP/1.1", `authorization: Basic ${basic}`, json],
    valid,
  ],
  "a token where a user name is due": [["GET /v1/tasks HTTP/1.1", `authorization: Bearer ${key}`]],
  "an Authorization without a scheme": [["GET /v1/tasks HTTP/1.1", `authorization: ${key}`]],
  "further headers": [
    [
      "GET /v1/tasks HTTP/1.1",
      `authorization: Basic ${basic}`,
      `proxy-authorization: Basic ${basic}`,
      `cookie: session=${key}`,
      `x-api-key: ${key}`,
      `referer: http://${key}:@127.0.0.1/?account=${key}`,
    ],
  ],
  "the parameter api_key": [[`POST /dataflowkit-v1/tasks?api_key=${key} HTTP/1.1`]],
  "the parameter api_key, spelt with escapes": [[`POST /dataflowkit-v1/tasks?api%5Fkey=${escaped} HTTP/1.1`]],
  "the parameter api_key, twice": [[`POST /dataflowkit-v1/tasks?api_key=${key}&api_key=${key} HTTP/1.1`]],
  "the parameter api_key of an API that has none": [[`GET /v1/tasks?api_key=${key} HTTP/1.1`]],
  "the parameter apiKey": [[`POST /dataflowkit-v1/tasks?apiKey=${key} HTTP/1.1`]],
  "the parameter api_key in brackets": [[`POST /dataflowkit-v1/tasks?api_key[]=${key} HTTP/1.1`]],
  "the parameter account": [[`GET /_mock/clock?account=${key} HTTP/1.1`]],
  "the parameter account, twice": [[`GET /_mock/settings?account=${key}&account=${key} HTTP/1.1`]],
  "the parameter account, misspelt": [[`POST /_mock/reset?acount=${key} HTTP/1.1`]],
  "the parameter account, at a task that is not there": [
    [`POST /_mock/tasks/65f0c1d2e3f4a5b6c7d8e9f0/complete?account=${key} HTTP/1.1`],
  ],
  "a callbackAuthKey that does not fit": [
    [`PATCH /_mock/settings?account=${key} HTTP/1.1`, json],
    JSON.stringify({ callbackAuthKey: `${key}\n` }),
  ],
  "a callbackAuthKey of another type": [
    [`PATCH /_mock/settings?account=${key} HTTP/1.1`, json],
    JSON.stringify({ callbackAuthKey: [key] }),
  ],
  "settings that are no object": [
    [`PATCH /_mock/settings?account=${key} HTTP/1.1`, json],
    JSON.stringify([{ callbackAuthKey: key }]),
  ],
  "settings that are text": [
    [`PATCH /_mock/settings?account=${key} HTTP/1.1`, json],
    JSON.stringify(`callbackAuthKey=${key}`),
  ],
  "settings that are no JSON": [
    [`PATCH /_mock/settings?account=${key} HTTP/1.1`, json],
    `{"callbackAuthKey": ${key}}`,
  ],
  "settings as a form": [
    [`PATCH /_mock/settings?account=${key} HTTP/1.1`, form],
    `callbackAuthKey=${key}&callbackAuthKey=${key}`,
  ],
  "a target in absolute form": [
    [`GET http://${key}:@127.0.0.1/v1/tasks HTTP/1.1`, `authorization: Basic ${basic}`],
  ],
  "a target in absolute form, of another scheme": [[`GET ftp://${key}:@127.0.0.1/v1/tasks HTTP/1.1`]],
  "a target that begins with two slashes": [[`GET //${key}:@127.0.0.1/v1/tasks HTTP/1.1`]],
  "the Host header": [[`GET /v1/tasks HTTP/1.1`, `host: ${key}@127.0.0.1`]],
  "the Host header, of the control API": [[`GET /_mock/clock HTTP/1.1`, `host: ${key}@127.0.0.1`]],
  "a parameter of the path": [[`GET /_mock/settings;account=${key} HTTP/1.1`]],
  "a parameter of the path, of a mocked API": [
    [`GET /v1/task/5;api_key=${key} HTTP/1.1`, `authorization: Basic ${basic}`],
  ],
  "the ID of a task": [[`GET /v1/task/${key} HTTP/1.1`, `authorization: Basic ${basic}`]],
  "the ID of a task, of Dataflow Kit": [[`POST /dataflowkit-v1/tasks/${key}/run?api_key=${key} HTTP/1.1`]],
  "the ID of a task, of the control API": [[`POST /_mock/tasks/${key}/complete HTTP/1.1`]],
  "the ID of a task, of the control API, and the user name of Basic": [
    [`POST /_mock/tasks/${key}/complete HTTP/1.1`, `authorization: Basic ${basic}`],
  ],
  "the ID of a task, of the control API, and the account": [
    [`POST /_mock/tasks/${key}/complete?account=${key} HTTP/1.1`],
  ],
  "the ID of a delivery, and a token": [
    [`GET /_mock/deliveries/${key} HTTP/1.1`, `authorization: Bearer ${key}`],
  ],
  "the ID of a snapshot, and an X-Api-Key": [
    [`POST /_mock/snapshots/${key}/restore HTTP/1.1`, `x-api-key: ${key}`],
  ],
  "a segment of an unknown path, and an Authorization without a scheme": [
    [`GET /v1/accounts/${key} HTTP/1.1`, `authorization: ${key}`],
  ],
  "a segment of an unknown path, and a parameter": [
    [`GET /dataflowkit-v1/accounts/${key}?api_key=${key} HTTP/1.1`],
  ],
  "a segment of an unknown path, escaped, and the user name of Basic": [
    [`GET /v1/accounts/${escaped} HTTP/1.1`, `authorization: Basic ${basic}`],
  ],
  "the ID of a delivery": [[`GET /_mock/deliveries/${key} HTTP/1.1`]],
  "the ID of a snapshot": [[`POST /_mock/snapshots/${key}/restore HTTP/1.1`]],
  "the ID of a snapshot to delete": [[`DELETE /_mock/snapshots/${key} HTTP/1.1`]],
  "a segment of a path outside of all APIs": [[`GET /accounts/${key} HTTP/1.1`]],
  "a segment of an unknown path": [[`GET /_mock/accounts/${key} HTTP/1.1`]],
  "a segment of an unknown path, escaped": [[`GET /_mock/accounts/${escaped} HTTP/1.1`]],
  "a body with a field for it": [
    ["POST /v1/task/categorization HTTP/1.1", `authorization: Basic ${basic}`, json],
    JSON.stringify({ api_key: key, callbackAuthKey: [key], metadata: { Authorization: key } }),
  ],
  "a form with a field for it": [
    ["POST /v1/task/categorization HTTP/1.1", `authorization: Basic ${basic}`, form],
    `api_key=${key}&metadata[api-key]=${key}`,
  ],
  "a body that is no JSON": [
    ["POST /v1/task/categorization HTTP/1.1", `authorization: Basic ${basic}`, json],
    `{"api_key": ${key}}`,
  ],
  "a body that the journal cuts": [
    ["POST /v1/task/categorization HTTP/1.1", `authorization: Basic ${basic}`, json],
    JSON.stringify({ api_key: key, instruction: "x".repeat(100_000) }),
  ],
  "a URL in a body": [
    ["POST /v1/task/categorization HTTP/1.1", `authorization: Basic ${basic}`, json],
    valid.replace("http://", `http://${key}:@`),
  ],
  "a URL in a body that does not fit": [
    ["POST /v1/task/categorization HTTP/1.1", `authorization: Basic ${basic}`, json],
    JSON.stringify({ attachment: [`http://${key}:@127.0.0.1/`] }),
  ],
};

describe("a key is written nowhere but where the journal names the account, if it was sent in", () => {
  test.for(Object.entries(places))("%s", async ([place, [head, body]]) => {
    const written = await writtenFor(head, body);
    expect(written.response).toMatch(/^HTTP\/1\.1 \d{3} /);
    for (const [where, what] of Object.entries(written)) {
      // A task that was created says where its callback goes, as the service does.
      const isOwnTask = place === "a URL in a body" && where === "response";
      if (isOwnTask) continue;
      const shown = withoutAccounts(what);
      expect({ where, shown }).not.toMatchObject({ shown: expect.stringContaining(key) as string });
      expect({ where, shown }).not.toMatchObject({ shown: expect.stringContaining(basic) as string });
    }
    expect(written.log).toMatch(/"event":"request"/);
  });
});

/** Of those who never used a server: nothing but the request itself tells what is a key. */
describe("a server without an account of the key does not write it either, if the request has it as a credential", () => {
  const named = Object.entries(places).filter(([place]) => /, and (a|an|the) /.test(place));
  test.for(named)("%s", async ([, [head, body]]) => {
    const logged: LogEvent[] = [];
    const mock = await startMockServer({ log: (event) => logged.push(event) });
    onTestFinished(mock.close);
    const response = await exchange(mock.port, head, body);
    expect({ response, logged: JSON.stringify(logged) }).not.toMatchObject({
      logged: expect.stringContaining(key) as string,
    });
    expect(response).not.toContain(key);
    expect(logged).toMatchObject([{ event: "request" }]);
  });
});

/** The mocked API that a request line is for. */
const apiOf = (line = ""): ApiId | undefined => {
  if (/ \/v1\//.test(line)) return "scale-v1";
  return line.includes(" /dataflowkit-v1/") ? "dataflowkit-v1" : undefined;
};

describe("a proxy writes a key nowhere, though it knows no accounts", () => {
  const elsewhere = /segment|parameter of the path|task/;
  // Not a name of the proxy: it refuses the request before it is one to the API.
  const refused = "the Host header";
  const proxied = Object.entries(places).flatMap(([place, [[line, ...head], body]]) => {
    const api = apiOf(line);
    if (api === undefined || line === undefined || place === refused) return [];
    // Only a credential tells the proxy what a key is.
    const isAlone = elsewhere.test(place) && head.length === 0 && !line.includes("api_key=");
    return isAlone ? [] : [{ place, api, head: [line, ...head], body }];
  });

  test.for(proxied)("$place", async ({ api, head, body }) => {
    const service = createServer((request, response) => {
      request
        .resume()
        .on("end", () => response.writeHead(200, { "content-type": "application/json" }).end("{}"));
    });
    await new Promise<void>((resolve) => void service.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void service.close());
    const lines: string[] = [];
    const log = jsonLog((line) => lines.push(line));
    const upstream = new URL(`http://127.0.0.1:${(service.address() as AddressInfo).port}/v1`);
    const proxy = await startProxy({ api, upstream, port: 0, host: "127.0.0.1", log });
    const response = await exchange(Number(new URL(proxy.urls[0] ?? "").port), head, body);
    await proxy.close();

    const summary = JSON.stringify(proxy.summary());
    expect(response).toMatch(/^HTTP\/1\.1 200 /);
    expect(lines.join("")).toContain('"event":"request"');
    for (const written of [response, lines.join(""), summary, summaryInWords(proxy.summary())]) {
      expect(written).not.toContain(key);
      expect(written).not.toContain(escaped);
      expect(written).not.toContain(basic);
    }
  });
});

describe("what is no key is shown as it is", () => {
  const server = useMockServer();
  let entry: Record<string, unknown>;
  beforeAll(async () => {
    const { mock } = server;
    await fetch(`${mock.url("scale-v1")}/task/categorization?next_token=abc`, {
      method: "POST",
      headers: { authorization: `Basic ${btoa("key:")}`, "content-type": "application/json" },
      body: JSON.stringify({
        ...(JSON.parse(valid) as object),
        metadata: { account: "7", token: "t", key: "k" },
      }),
    });
    const found = await fetch(`${mock.url()}/_mock/requests?account=key`);
    [entry = {}] = (await found.json()) as Record<string, unknown>[];
  });

  test("the data of a task, though its names are those of keys elsewhere", () => {
    expect(entry).toMatchObject({ requestBody: { metadata: { account: "7", token: "t", key: "k" } } });
  });

  test("tokens of pages, and the words of a path that happen to be a key", async () => {
    expect(entry).toMatchObject({ query: "next_token=abc", path: "/task/categorization" });
    await fetch(`${server.mock.url("scale-v1")}/tasks`, {
      headers: { authorization: `Basic ${btoa("tasks:")}` },
    });
    const found = await fetch(`${server.mock.url()}/_mock/requests?account=tasks`);
    expect(await found.json()).toMatchObject([{ path: "/tasks" }]);
  });
});
