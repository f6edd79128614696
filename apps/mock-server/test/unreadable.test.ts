import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { describe, expect } from "vitest";
import type { MockServer } from "../src/index.ts";
import { test } from "./support/mock-test.ts";
import { send } from "./support/send.ts";

/** Sends text as it is, and returns all that comes back until the server ends the connection. */
const sendRaw = async ({ port }: MockServer, request: string): Promise<string> => {
  const socket = connect(port, "127.0.0.1", () => socket.write(request));
  return text(socket);
};

const post = "POST /scale-v1/task/categorization HTTP/1.1\r\nhost: localhost\r\n";

const requests: Readonly<Record<string, readonly [request: string, status: number, says: string]>> = {
  garbage: ["\u0016\u0003\u0001\r\n\r\n", 400, "This is no request that HTTP knows"],
  "an address that is too long": [
    `GET /${"a".repeat(20_000)} HTTP/1.1\r\n\r\n`,
    431,
    "URL and headers may have 16 KiB",
  ],
  "headers that are too large": [
    `${post}x-large: ${"x".repeat(20_000)}\r\n\r\n`,
    431,
    "URL and headers may have 16 KiB",
  ],
  "two lengths": [
    `${post}content-length: 1\r\ncontent-length: 2\r\n\r\n{}`,
    400,
    "This is no request that HTTP knows",
  ],
  "a broken chunk": [
    `${post}transfer-encoding: chunked\r\n\r\nnone\r\n`,
    400,
    "This is no request that HTTP knows",
  ],
  "extensions of chunks without end": [
    `${post}transfer-encoding: chunked\r\n\r\n1;${"x".repeat(20_000)}\r\n`,
    413,
    "Send the body without them.",
  ],
};

describe("invalid HTTP gets an error message, and the server continues", () => {
  test.for(Object.entries(requests))("%s", async ([, [request, status, says]], { mock }) => {
    const [head = "", body = ""] = (await sendRaw(mock, request)).split("\r\n\r\n");

    expect(head).toMatch(`HTTP/1.1 ${status} `);
    expect(head).toContain(`content-length: ${body.length}\r\nconnection: close`);
    expect(JSON.parse(body)).toEqual({ status_code: status, error: expect.stringContaining(says) });
    expect((await send(mock, "GET /_mock/health")).status).toBe(200);
  });

  test("garbage in the middle of an event stream ends it, without a response inside of it", async ({
    mock,
  }) => {
    const socket = connect(mock.port, "127.0.0.1");
    socket.write("GET /_mock/events HTTP/1.1\r\nhost: localhost\r\n\r\n");
    socket.once("data", () => socket.write("garbage\r\n\r\n"));

    expect(await text(socket).catch(() => "reset")).not.toContain("400 Bad Request");
  });
});

test("garbage after a complete request is rejected after the response to it, and not instead", async ({
  mock,
  apiKey,
}) => {
  const authorization = `Basic ${btoa(`${apiKey}:`)}`;
  const list = `GET /scale-v1/tasks HTTP/1.1\r\nhost: localhost\r\nauthorization: ${authorization}\r\n\r\n`;

  const statuses = (await sendRaw(mock, `${list}${list}garbage\r\n\r\n`)).match(/HTTP\/1.1 \d+/g);

  expect(statuses).toEqual(["HTTP/1.1 200", "HTTP/1.1 200", "HTTP/1.1 400"]);
});

describe("what Node would refuse without a word is refused with a sentence", () => {
  test.for([
    ["no host", "connection: close", 400, "no Host header"],
    [
      "two hosts",
      "host: localhost\r\nHOST: evil.example\r\nconnection: close",
      400,
      "more than one Host header",
    ],
    ["an expectation", "host: localhost\r\nexpect: 200-ok\r\nconnection: close", 417, 'Expect is "200-ok"'],
  ] as const)("%s", async ([, headers, status, says], { mock }) => {
    const answer = await sendRaw(mock, `GET /_mock/health HTTP/1.1\r\n${headers}\r\n\r\n`);

    expect(answer).toMatch(`HTTP/1.1 ${status} `);
    expect(JSON.parse(answer.split("\r\n\r\n")[1] ?? "")).toEqual({
      status_code: status,
      error: expect.stringContaining(says),
    });
  });
});

test.for(["http://127.0.0.1:4010/_mock/health", "HTTP://proxied.example/_mock/requests?limit=1"])(
  "a request that was meant for a proxy is understood: %s",
  async (target, { mock }) => {
    const answer = await sendRaw(
      mock,
      `GET ${target} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`,
    );
    expect(answer).toMatch("HTTP/1.1 200 ");
  },
);
