import type { Failure } from "./fuzz-operation.ts";
import { toBytes, type WireRequest } from "./wire-request.ts";

/** Longer requests are not printed: the command makes them again. */
const LONGEST = 3000;

/** The command that sends the one request again. */
export const reproduction = ({ operation: { api, operationId }, seed, path }: Failure): string =>
  `pnpm fuzz --api ${api} --operation ${operationId} --seed ${seed} --path ${path}`;

/** A command that sends the same bytes to any server, for a shell with nc. */
export const rawReproduction = (request: WireRequest, fill: (text: string) => string): string => {
  const bytes = toBytes(request, fill);
  return bytes.length > LONGEST
    ? `(${bytes.length} bytes)`
    : `printf '${escaped(bytes)}' | nc -w1 127.0.0.1 4010`;
};

const escaped = (bytes: Buffer): string =>
  [...bytes]
    .map((byte) => {
      if (byte === 13) return String.raw`\r`;
      if (byte === 10) return String.raw`\n`;
      const isPlain = byte >= 32 && byte < 127 && ![37, 39, 92].includes(byte);
      return isPlain ? String.fromCharCode(byte) : `\\${byte.toString(8).padStart(3, "0")}`;
    })
    .join("");

/** All that is to say about a failure. */
export const describeFailure = (failure: Failure, fill: (text: string) => string): string => {
  const { operation, fuzzCase, problems } = failure;
  const { kind, tricks, request } = fuzzCase;
  return [
    `${operation.api} ${operation.operationId}, a ${kind} request${tricks.length > 0 ? ` (${tricks.join(" + ")})` : ""}:`,
    ...problems.map((problem) => `  ${problem}`),
    `  again: ${reproduction(failure)}`,
    `  bytes: ${rawReproduction(request, fill)}`,
  ].join("\n");
};
