import { type ClientHttp2Session, connect as connectHttp2 } from "node:http2";
import { connect } from "node:net";

/** Numbers from 0 up to 1, the same for the same seed. */
export type Random = () => number;

/** @example const random = seeded(7); */
export const seeded = (seed: number): Random => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

const pick = <T>(random: Random, items: readonly [T, ...T[]]): T =>
  items[Math.floor(random() * items.length)] ?? items[0];

const some = (random: Random, most: number, make: () => string): string =>
  Array.from({ length: Math.floor(random() * (most + 1)) }, make).join("");

/** Any byte, as a character: requests are written in Latin-1. */
const anyByte = (random: Random): string => String.fromCharCode(Math.floor(random() * 256));

const visible = (random: Random): string => String.fromCharCode(33 + Math.floor(random() * 94));

const method = (random: Random): string =>
  pick(random, [
    () => "POST",
    () =>
      pick(random, [
        "GET",
        "HEAD",
        "PUT",
        "DELETE",
        "OPTIONS",
        "PATCH",
        "TRACE",
        "CONNECT",
        "QUERY",
        "PROPFIND",
      ]),
    () => pick(random, ["post", "TRACK", "M-SEARCH", "PRI", "", " ", "GET GET", "__proto__"]),
    () => some(random, 8, () => visible(random)),
  ])();

const target = (random: Random): string =>
  pick(random, [
    () => "/",
    () =>
      pick(random, [
        "//",
        "///",
        "/\\",
        "\\\\",
        "/..",
        "/%",
        "/%00",
        "/%ff%fe",
        "/%2e%2e/%2F",
        "*",
        "",
        "?",
        "#",
      ]),
    () =>
      pick(random, [
        "//host/callbacks",
        "//[",
        "//a:b",
        "/callbacks//",
        "/http://host/",
        "/?a=%&b=[]",
        "/;a=b",
      ]),
    () =>
      pick(random, [
        "http://host/",
        "HTTP://HOST",
        "https://user:secret@host/",
        "http://[::1",
        "http://[::g]/",
        "http://host:99999/",
        "http://ho st/",
        "http:///",
        "http:",
        "host:443",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "mailto:a@b",
        "data:,x",
        "//",
        "http://%41/",
        "http://xn--/",
        "http://1.2.3.4.5/",
        "blob:http://a/b",
      ]),
    () => `/${some(random, 30, () => visible(random))}`,
    () => `/${some(random, 30, () => anyByte(random))}`,
    () => some(random, 12, () => visible(random)),
    () => `/${"a".repeat(Math.floor(random() * 4000))}`,
  ])();

const version = (random: Random): string =>
  random() < 0.9
    ? "HTTP/1.1"
    : pick(random, ["HTTP/1.0", "HTTP/0.9", "HTTP/2.0", "HTTP/9.9", "http/1.1", "", "ICY"]);

/** What a header that the receiver, a framework or Node looks at may be. */
const headers: readonly [string, readonly [string, ...string[]]][] = [
  ["host", ["a", "a:b", "", "[::1", "user@a", "a\tb", "a/b?c", "127.0.0.1:99999", "ä"]],
  [
    "content-type",
    [
      "application/json",
      "application/json; charset=utf-7",
      "application/x-www-form-urlencoded",
      "multipart/form-data",
      "text/plain",
      ";",
      "application/",
      "APPLICATION/JSON",
      "a/b, c/d",
      "ÿ",
    ],
  ],
  ["content-length", ["0", "1", "17", "-1", "1e3", "99999999999999999999", "x", "", "5, 5"]],
  ["transfer-encoding", ["chunked", "gzip", "identity", "chunked, chunked", "x"]],
  ["content-encoding", ["gzip", "br", "x", "identity"]],
  ["expect", ["100-continue", "x", "200-ok"]],
  ["upgrade", ["websocket", "h2c", "x"]],
  ["connection", ["upgrade", "keep-alive", "close, x", "transfer-encoding"]],
  ["http2-settings", ["AAA", "x"]],
  ["cookie", ["a=b", "=", ";;;", "__proto__=1"]],
  ["x-forwarded-host", ["a", "//", "a b"]],
  ["x-forwarded-proto", ["https", "javascript"]],
  ["__proto__", ["1"]],
  ["constructor", ["1"]],
  [":path", ["/"]],
  ["a b", ["1"]],
  ["", ["1"]],
];

const header = (random: Random): string => {
  if (random() < 0.2) {
    return `${some(random, 12, () => visible(random))}: ${some(random, 20, () => anyByte(random))}\r\n`;
  }
  const [name, values] = headers[Math.floor(random() * headers.length)] ?? ["x", ["1"]];
  const line = `${name}${random() < 0.05 ? " " : ""}: ${pick(random, values)}`;
  return line + pick(random, ["\r\n", "\r\n", "\r\n", "\r\n", "\r\n", "\r\n", "\n", "\r\n "]);
};

const body = (random: Random): string =>
  pick(random, [
    () => "",
    () =>
      pick(random, [
        "{",
        "{}",
        "null",
        "[]",
        '"',
        "0",
        '{"__proto__":{"a":1}}',
        '{"task":null,"response":5}',
        "\xff\xfe",
      ]),
    () =>
      pick(random, ["a=b", "a[b]=c&a=d", "a[=b", "[]=1", "%", "__proto__[a]=b", "a[__proto__][b]=c", "&&&="]),
    () => "[".repeat(Math.floor(random() * 3000)),
    () => `a${"[b]".repeat(Math.floor(random() * 40))}=c`,
    () => some(random, 200, () => anyByte(random)),
  ])();

/** What a stranger may send. */
export interface StrangersRequest {
  readonly bytes: Uint8Array;

  /** Whether the stranger hangs up at once, instead of waiting for a response. */
  readonly hangsUp: boolean;
}

/**
 * Makes a request as anybody may send it to a server that listens: often right, often nearly right, sometimes neither.
 *
 * @param secret a header that gets a request past the first check, as the server's own callers have it
 */
export const strangersRequest = (
  random: Random,
  secret: readonly [name: string, value: string],
): StrangersRequest => {
  const content = body(random);
  const head = `${method(random)} ${target(random)} ${version(random)}\r\n`;
  const usual = [
    random() < 0.9 ? "host: a\r\n" : "",
    random() < 0.8 ? `content-length: ${content.length}\r\n` : "",
    random() < 0.6 ? `${secret.join(": ")}\r\n` : "",
    random() < 0.5
      ? `content-type: ${pick(random, ["application/json", "application/x-www-form-urlencoded"])}\r\n`
      : "",
    random() < 0.8 ? "connection: close\r\n" : "",
  ].join("");
  const unusual = random() < 0.5 ? "" : some(random, 3, () => header(random));
  const whole = `${head}${usual}${unusual}\r\n${content}`;
  const isCut = random() < 0.05;
  const bytes = Buffer.from(isCut ? whole.slice(0, Math.floor(random() * whole.length)) : whole, "latin1");
  return { bytes, hangsUp: isCut || random() < 0.1 };
};

/** Sends a request, and resolves when its connection has ended. No one waits long for a server that waits for more. */
const visit = (port: number, { bytes, hangsUp }: StrangersRequest): Promise<void> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    socket.on("connect", () => socket.write(bytes, () => hangsUp && socket.destroy()));
    socket.on("data", () => socket.destroy());
    socket.on("close", () => resolve());
    socket.setTimeout(100, () => socket.destroy());
    socket.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "ECONNREFUSED") reject(new Error("The server has ended.", { cause: error }));
    });
  });

/** What to send, and how. */
export interface StrangersPlan {
  readonly seed: number;
  readonly count: number;
  readonly secret: readonly [name: string, value: string];
}

/** Has strangers send requests to a server, several at a time, the same ones for the same seed. */
export const sendStrangersRequests = async (
  port: number,
  { seed, count, secret }: StrangersPlan,
): Promise<void> => {
  const random = seeded(seed);
  await inParallel(count, () => visit(port, strangersRequest(random, secret)));
};

/** The same over HTTP/2, as far as Node's client sends what is wrong. */
export const sendStrangersStreams = async (
  port: number,
  { seed, count, secret }: StrangersPlan,
): Promise<void> => {
  const random = seeded(seed);
  let session = connectHttp2(`http://127.0.0.1:${port}`);
  await inParallel(count, async () => {
    if (session.destroyed || session.closed) session = connectHttp2(`http://127.0.0.1:${port}`);
    session.on("error", () => undefined).setMaxListeners(0);
    await openStream(session, strangersHeaders(random, secret), {
      body: body(random),
      hangsUp: random() < 0.1,
    });
  });
  session.close();
};

const strangersHeaders = (random: Random, secret: StrangersPlan["secret"]): Record<string, string> => ({
  ":method": method(random),
  ":path": target(random),
  ...(random() < 0.3 && { ":authority": pick(random, ["a", "a:b", "[::1", "user@a", "\xe4", ""]) }),
  ...(random() < 0.3 && { ":scheme": pick(random, ["http", "https", "x", ""]) }),
  ...(random() < 0.6 && { [secret[0]]: secret[1] }),
  ...(random() < 0.5 && { "content-type": pick(random, ["application/json", "text/plain", ";", "\xff"]) }),
  ...(random() < 0.1 && { "content-length": pick(random, ["0", "5", "x"]) }),
});

const openStream = (
  session: ClientHttp2Session,
  fields: Record<string, string>,
  { body: content, hangsUp }: { readonly body: string; readonly hangsUp: boolean },
): Promise<void> =>
  new Promise((resolve) => {
    try {
      const stream = session.request(fields, { endStream: false });
      stream.on("error", () => undefined).on("close", () => resolve());
      stream.setTimeout(100, () => stream.destroy());
      stream.resume().end(Buffer.from(content, "latin1"), () => hangsUp && stream.destroy());
    } catch {
      // Node's client does not send everything.
      resolve();
    }
  });

const inParallel = async (count: number, visitOnce: () => Promise<void>): Promise<void> => {
  let left = count;
  const visitor = async (): Promise<void> => {
    while (left-- > 0) await visitOnce();
  };
  await Promise.all(Array.from({ length: 32 }, visitor));
};
