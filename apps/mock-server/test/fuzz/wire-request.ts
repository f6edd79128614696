import type { ContractId } from "../support/contract-operations.ts";
import type { ContractOperation } from "../support/contract-operations.ts";

export type FuzzOperation = ContractOperation<ContractId>;

/** How the bytes of a request get to the server. */
export interface Delivery {
  /** `length` says how long the body is, `chunked` sends it in chunks, `none` leaves the headers alone. */
  readonly framing: "length" | "chunked" | "none";
  /** In how many pieces, with a moment between them. */
  readonly pieces: number;
  /** How often the request is sent on the same connection, without waiting for answers. */
  readonly times: number;
  /** Only so much of it is sent, from 0 to 1, before the client goes away. */
  readonly part: number;
  /** What is sent after the request. */
  readonly after: string;
}

/** A request as it goes on the wire, with all its flaws. Names such as `@pendingTask@` stand for what the world has. */
export interface WireRequest {
  readonly method: string;
  readonly target: string;
  readonly version: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body?: Buffer;
  readonly delivery: Delivery;
  /** Statuses that are a right answer to one of its flaws, whatever the operation documents. */
  readonly also: readonly number[];
  /** The answer may be left out, because the request is not whole, or could be the beginning of a longer one. */
  readonly mayBeSilent: boolean;
}

export const wholeDelivery: Delivery = { framing: "length", pieces: 1, times: 1, part: 1, after: "" };

/**
 * The bytes of a request.
 *
 * @param fill Puts in what names stand for.
 */
export const toBytes = (request: WireRequest, fill: (text: string) => string): Buffer => {
  const { method, target, version, headers, body = Buffer.alloc(0), delivery } = request;
  const content = Buffer.from(fill(body.toString("latin1")), "latin1");
  const lines = [
    `${method} ${fill(target)} ${version}`,
    ...headers.map(([name, value]) => `${name}: ${fill(value)}`),
    ...framingHeaders(delivery.framing, request.body && content),
  ];
  const head = Buffer.from(`${lines.join("\r\n")}\r\n\r\n`, "latin1");
  const one = Buffer.concat([head, delivery.framing === "chunked" ? chunked(content) : content]);
  const all = Buffer.concat([
    ...Array.from({ length: delivery.times }, () => one),
    Buffer.from(delivery.after),
  ]);
  return all.subarray(0, Math.ceil(all.length * delivery.part));
};

const framingHeaders = (framing: Delivery["framing"], content?: Buffer): string[] => {
  if (framing === "chunked") return ["transfer-encoding: chunked"];
  return framing === "length" && content ? [`content-length: ${content.length}`] : [];
};

const chunked = (content: Buffer): Buffer => {
  const middle = Math.ceil(content.length / 2);
  const chunks = [content.subarray(0, middle), content.subarray(middle)].filter(({ length }) => length > 0);
  return Buffer.concat([
    ...chunks.flatMap((chunk) => [
      Buffer.from(`${chunk.length.toString(16)};x=y\r\n`),
      chunk,
      Buffer.from("\r\n"),
    ]),
    Buffer.from("0\r\n\r\n"),
  ]);
};
