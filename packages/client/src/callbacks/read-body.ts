import { withDeadline } from "../core/deadline.ts";
import { isTimeoutError } from "../errors/timeout-error.ts";
import { CallbackError } from "./callback-error.ts";

/** How much of a body is read, and for how long. */
export interface BodyLimits {
  /** How many bytes it may have. */
  readonly maxBytes: number;

  /** How many milliseconds it may take to arrive. */
  readonly timeoutMs: number;
}

/**
 * Reads the body of a request as text, and stops as soon as it is too large or takes too long.
 *
 * @throws CallbackError, or TypeError if somebody has read the body already
 * @example
 * const text = await readBody(request, { maxBytes: 1_000_000, timeoutMs: 10_000 });
 */
export const readBody = async (request: Request, { maxBytes, timeoutMs }: BodyLimits): Promise<string> => {
  if (request.bodyUsed) {
    throw new TypeError("The body of the request was read before. Give the receiver the request first.");
  }
  if (Number(request.headers.get("content-length")) > maxBytes) throw tooLarge(maxBytes);
  try {
    const bytes = withDeadline({ operationId: "The callback", timeoutMs }, request.signal, () =>
      collect(request, maxBytes),
    );
    return new TextDecoder("utf-8", { fatal: true }).decode(await bytes);
  } catch (error) {
    if (error instanceof CallbackError) throw error;
    if (isTimeoutError(error))
      throw new CallbackError("timeout", `The body did not arrive within ${timeoutMs} ms.`);
    throw new CallbackError("malformed", "The body did not arrive completely, or is not UTF-8.", {
      cause: error,
    });
  }
};

const collect = async ({ body }: Request, maxBytes: number): Promise<Uint8Array> => {
  const reader = body?.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let chunk = await reader?.read(); chunk?.value; chunk = await reader?.read()) {
    chunks.push(chunk.value);
    size += chunk.value.length;
    if (size <= maxBytes) continue;
    // Not awaited, since it may take until the sender gives up.
    reader?.cancel().catch(() => undefined);
    throw tooLarge(maxBytes);
  }
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
};

const tooLarge = (maxBytes: number): CallbackError =>
  new CallbackError(
    "too_large",
    `The body is larger than ${maxBytes} bytes. Raise maxBytes if you expect such callbacks.`,
  );
