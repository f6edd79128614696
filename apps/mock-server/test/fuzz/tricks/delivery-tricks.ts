import * as fc from "fast-check";
import type { Delivery } from "../wire-request.ts";
import { allowing, type Leave, type Trick, withHeader } from "./trick.ts";

const delivered = (name: string, change: Partial<Delivery>, leave: Leave = {}): Trick => ({
  name,
  apply: (request) => allowing({ ...request, delivery: { ...request.delivery, ...change } }, leave),
});

/** Chunks that are none. */
const BAD_CHUNKS = [
  "zz\r\nab\r\n0\r\n\r\n",
  "5\r\nab\r\n0\r\n\r\n",
  "ffffffffffffffff\r\nab",
  "-1\r\n",
  "\r\n",
  "2\r\nabc\r\n0\r\n\r\n",
  "0\r\nx: y\r\n\r\n",
];

const lies: readonly Trick[] = [
  ...BAD_CHUNKS.map((chunks) => ({
    name: `chunks ${JSON.stringify(chunks)}`,
    apply: (request: Parameters<Trick["apply"]>[0]) =>
      allowing(
        withHeader(
          { ...request, body: Buffer.from(chunks), delivery: { ...request.delivery, framing: "none" } },
          "transfer-encoding",
          "chunked",
        ),
        { also: [400, 413], mayBeSilent: true },
      ),
  })),
  ...["0", "1", "100000"].map((length) => ({
    name: `length ${length}`,
    apply: (request: Parameters<Trick["apply"]>[0]) =>
      allowing(
        withHeader(
          { ...request, delivery: { ...request.delivery, framing: "none" } },
          "content-length",
          length,
        ),
        { also: [400], mayBeSilent: length !== "0" },
      ),
  })),
  {
    name: "length and chunks",
    apply: (request) =>
      allowing(
        withHeader(
          { ...request, delivery: { ...request.delivery, framing: "chunked" } },
          "content-length",
          "3",
        ),
        { also: [400] },
      ),
  },
];

const whole: readonly Trick[] = [
  delivered("in chunks", { framing: "chunked" }),
  delivered("in 2 pieces", { pieces: 2 }),
  delivered("in 7 pieces", { pieces: 7 }),
  delivered("chunked in pieces", { framing: "chunked", pieces: 5 }),
  delivered("pipelined", { times: 2 }),
  delivered("pipelined in pieces", { times: 4, pieces: 3 }),
  delivered("with blank lines after it", { after: "\r\n\r\n\r\n" }),
  delivered("with rubbish after it", { after: "\0\u00ff\r\n\r\n" }),
  delivered("with half a request after it", { after: "POST /_mock/reset HTTP/1.1\r\nhost: 127." }),
];

const halves: fc.Arbitrary<Trick> = fc
  .integer({ min: 1, max: 19 })
  .map((part) => delivered(`${part * 5} % of it`, { part: part / 20 }, { also: [400], mayBeSilent: true }));

export const deliveryTrick: fc.Arbitrary<Trick> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...whole) },
  { weight: 2, arbitrary: fc.constantFrom(...lies) },
  { weight: 1, arbitrary: halves },
);
