/** An answer, as it came over the wire. */
export interface WireAnswer {
  readonly status: number;
  /** By lower-case name; values of repeated names are joined. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The answers in a stream of bytes so far. */
export interface ReadAnswers {
  readonly answers: readonly WireAnswer[];
  /** What is there of an answer that goes on. */
  readonly rest: Buffer;
}

/**
 * Reads the answers of a server. It takes nothing on trust: what is no HTTP is an error.
 *
 * @param methods Of the requests, in order: the answer to HEAD has no body.
 */
export const readAnswers = (bytes: Buffer, methods: readonly string[]): ReadAnswers => {
  const answers: WireAnswer[] = [];
  let rest = bytes;
  for (;;) {
    const found = readAnswer(rest, methods[answers.length] ?? "GET");
    if (!found) return { answers, rest };
    rest = rest.subarray(found.length);
    // "100 Continue" and the like announce an answer.
    if (found.answer.status >= 200) answers.push(found.answer);
  }
};

const readAnswer = (bytes: Buffer, method: string): { answer: WireAnswer; length: number } | undefined => {
  const end = bytes.indexOf("\r\n\r\n");
  if (end === -1) return undefined;
  const [statusLine = "", ...lines] = bytes.subarray(0, end).toString("latin1").split("\r\n");
  const [, code] = /^HTTP\/1\.1 (\d{3}) [ -~]+$/.exec(statusLine) ?? [];
  if (code === undefined)
    throw new Error(`The answer begins with ${JSON.stringify(statusLine)}, which is no status line.`);
  const status = Number(code);
  const headers = readHeaders(lines);
  const start = end + 4;
  if (method === "HEAD" || status < 200 || status === 204 || status === 304) {
    return { answer: { status, headers, body: "" }, length: start };
  }
  const body =
    headers["transfer-encoding"] === undefined
      ? sized(bytes, start, headers)
      : dechunked(bytes, start, headers);
  return body && { answer: { status, headers, body: body.content.toString() }, length: body.end };
};

const readHeaders = (lines: readonly string[]): Record<string, string> => {
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const [, name = "", value = ""] = /^([!#-'*+.^-`|~\w-]+): ?(.*)$/.exec(line) ?? [];
    if (name === "") throw new Error(`The answer has ${JSON.stringify(line)} for a header.`);
    const key = name.toLowerCase();
    headers[key] = key in headers ? `${headers[key]}, ${value}` : value;
  }
  return headers;
};

interface Body {
  readonly content: Buffer;
  readonly end: number;
}

const sized = (bytes: Buffer, start: number, headers: WireAnswer["headers"]): Body | undefined => {
  const length = Number(headers["content-length"] ?? Number.NaN);
  if (Number.isNaN(length)) {
    if (headers["connection"] === "close") return { content: Buffer.alloc(0), end: start };
    throw new Error("The answer does not say how long its body is.");
  }
  const end = start + length;
  return end > bytes.length ? undefined : { content: bytes.subarray(start, end), end };
};

const dechunked = (bytes: Buffer, start: number, headers: WireAnswer["headers"]): Body | undefined => {
  const chunks: Buffer[] = [];
  for (let at = start; ;) {
    const line = bytes.indexOf("\r\n", at);
    const size = line === -1 ? Number.NaN : Number.parseInt(bytes.toString("latin1", at, line), 16);
    const end = line + 2 + size + 2;
    if (Number.isNaN(size) || end > bytes.length) break;
    chunks.push(bytes.subarray(line + 2, end - 2));
    at = end;
    if (size === 0) return { content: Buffer.concat(chunks), end: at };
  }
  // An event stream never ends: its beginning has to do.
  const isStream = headers["content-type"] === "text/event-stream" && chunks.length > 0;
  return isStream ? { content: Buffer.concat(chunks), end: bytes.length } : undefined;
};
