import { connect } from "node:net";
import * as fc from "fast-check";
import { readAnswers } from "./read-answers.ts";
import type { World } from "./world.ts";

/** How long a connection may stay open after the client has sent all, in milliseconds: event streams stay for good. */
const PATIENCE = 100;

/** How many connections are open at once. */
const AT_ONCE = 16;

/** Bytes, written as characters up to U+00FF. */
const bytes = fc.uint8Array({ maxLength: 24 }).map((array) => Buffer.from(array).toString("latin1"));

/** What may stand in a target or a value: all above the blank but DEL. */
const visible = fc
  .array(fc.integer({ min: 0x21, max: 0xff }), { maxLength: 12 })
  .map((codes) => String.fromCodePoint(...codes.filter((code) => code !== 0x7f)));

/** Nearly always something that Node lets through, so that the noise gets into the server. */
const likely = fc.oneof({ weight: 30, arbitrary: visible }, { weight: 1, arbitrary: bytes });

const token = fc.stringMatching(/^[!#$%&'*+.^_`|~\w-]{1,12}$/);

const method = fc.oneof(
  {
    weight: 20,
    arbitrary: fc.constantFrom(
      "GET",
      "POST",
      "HEAD",
      "OPTIONS",
      "TRACE",
      "CONNECT",
      "PUT",
      "DELETE",
      "PRI",
      "QUERY",
    ),
  },
  { weight: 1, arbitrary: token },
  { weight: 1, arbitrary: bytes },
);

const segment = fc.oneof(
  fc.constantFrom(
    "scale-v1",
    "scale-beta",
    "dataflowkit-v1",
    "v1",
    "_mock",
    "results",
    "task",
    "tasks",
    "events",
  ),
  fc.constantFrom("", ".", "..", "%2e%2e", "%00", "%zz", "%", "*", "__proto__", "65f0c1d2e3f4a5b6c7d8e9f0"),
  fc.webUrl().map((url) => url.slice(0, 40)),
  likely,
);

const path = fc.array(segment, { maxLength: 5 }).map((segments) => `/${segments.join("/")}`);

const query = fc.oneof(
  fc.constant(""),
  fc.constantFrom("?api_key=k", "?limit=1&limit=2", "?a=%E9", "?__proto__[a]=1", "?&&=", "??"),
  likely.map((each) => `?${each}`),
);

const target = fc.oneof(
  { weight: 20, arbitrary: fc.tuple(path, query).map((parts) => parts.join("")) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        fc.constantFrom("http://host", "http://u:p@[::1]:x", "HTTP://", "http:", "//host//", "ws://a"),
        path,
      )
      .map((parts) => parts.join("")),
  },
  { weight: 1, arbitrary: fc.constantFrom("*", "host:443", "", "\\\\", "/ /") },
  { weight: 1, arbitrary: bytes },
);

const version = fc.oneof(
  { weight: 20, arbitrary: fc.constant("HTTP/1.1") },
  { weight: 1, arbitrary: fc.constantFrom("HTTP/1.0", "HTTP/2.0", "HTTP/0.9", "http/1.1", "HTTP/1.10", "") },
  { weight: 1, arbitrary: bytes },
);

const name = fc.oneof(
  {
    weight: 80,
    arbitrary: fc.constantFrom(
      "Host",
      "host",
      "Authorization",
      "Content-Type",
      "Content-Length",
      "Transfer-Encoding",
      "Connection",
      "Origin",
      "Prefer",
      "Expect",
      "Upgrade",
      "Content-Encoding",
      "Accept",
      "Sec-Fetch-Site",
      "__proto__",
      "TE",
    ),
  },
  { weight: 8, arbitrary: token },
  { weight: 1, arbitrary: bytes },
);

const value = fc.oneof(
  fc.constantFrom(
    "localhost",
    "127.0.0.1:4010",
    "evil.example",
    "null",
    "http://localhost:1",
    "",
    "0",
    "7",
    "-1",
  ),
  fc.constantFrom(
    "chunked",
    "gzip, chunked",
    "close",
    "keep-alive, upgrade",
    "websocket",
    "h2c",
    "100-continue",
  ),
  fc.constantFrom(
    "Basic azo=",
    "Bearer x",
    "application/json",
    "application/x-www-form-urlencoded",
    "cross-site",
  ),
  fc.constantFrom("code=200", "example=__proto__", "x".repeat(17_000)),
  likely,
);

const lineEnd = fc.oneof(
  { weight: 60, arbitrary: fc.constant("\r\n") },
  { weight: 1, arbitrary: fc.constantFrom("\n", "\r", "\r\n ", "\0\r\n") },
);

const body = fc.oneof(
  fc.constant(""),
  fc.constantFrom('{"a":1}', "a[b]=1&c=%E9", "2\r\n{}\r\n0\r\n\r\n", "GET / HTTP/1.1\r\nhost: a\r\n\r\n"),
  bytes,
);

/** What a broken client, scanner or attacker could send: requests of which no part is sure to be right. */
const noise: fc.Arbitrary<{ readonly method: string; readonly text: string }> = fc
  .record({
    method,
    target,
    version,
    headers: fc.array(fc.tuple(name, value, lineEnd), { maxLength: 6 }),
    isLocal: fc.boolean(),
    lineEnd,
    body,
  })
  .map(({ isLocal, headers, lineEnd: end, ...request }) => ({
    method: request.method,
    text: [
      `${request.method} ${request.target} ${request.version}${end}`,
      // Without a host that is right, nearly all would be refused for that.
      ...(isLocal ? ["host: localhost\r\n"] : []),
      ...headers.map(([key, text, headerEnd]) => `${key}: ${text}${headerEnd}`),
      `\r\n${request.body}`,
    ].join(""),
  }));

/**
 * Sends noise over connections of their own, and returns what went wrong. Whatever comes, the server must answer with
 * HTTP or hang up, without a failure of its own, and serve the next request.
 */
export const sendNoise = async (
  world: World,
  { seed, runs }: { seed: number; runs: number },
): Promise<string[]> => {
  const requests = fc.sample(noise, { seed, numRuns: runs });
  const problems: string[] = [];
  for (let start = 0; start < requests.length; start += AT_ONCE) {
    const batch = requests.slice(start, start + AT_ONCE);
    const found = await Promise.all(batch.map((request) => problemsWith(world.port, request)));
    problems.push(...found.flat());
    problems.push(
      ...world.takeDefects().map((defect) => `After request ${start} a defect was logged: ${defect}`),
    );
  }
  const { status } = await fetch(`http://127.0.0.1:${world.port}/_mock/health`);
  return status === 200 ? problems : [...problems, `In the end the server said ${status}.`];
};

/** Of encodings and versions of HTTP. */
const unknownToNode = new Set([501, 505]);

const problemsWith = async (
  port: number,
  { method: sent, text }: { readonly method: string; readonly text: string },
): Promise<string[]> => {
  const received = await send(port, Buffer.from(text, "latin1"));
  const of = (problem: string): string => `${problem} It was sent ${JSON.stringify(text.slice(0, 300))}`;
  try {
    const { answers } = readAnswers(received, [sent]);
    const failed = answers.filter(({ status }) => status >= 500 && !unknownToNode.has(status));
    const open = answers.filter(({ headers }) => headers["x-content-type-options"] !== "nosniff");
    return [
      ...failed.map(({ status }) => of(`The server failed with ${status}.`)),
      ...open.map(({ status }) => of(`The ${status} may be taken for a script.`)),
    ];
  } catch (error) {
    return [of((error as Error).message)];
  }
};

const send = (port: number, content: Buffer): Promise<Buffer> =>
  new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = connect(port, "127.0.0.1", () => socket.end(content));
    const timer = setTimeout(() => socket.destroy(), PATIENCE);
    socket
      .on("data", (chunk: Buffer) => chunks.push(chunk))
      .on("error", () => undefined)
      .on("close", () => {
        clearTimeout(timer);
        resolve(Buffer.concat(chunks));
      });
  });
