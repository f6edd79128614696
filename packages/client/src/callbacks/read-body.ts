import { withDeadline } from "../core/deadline.ts";
import { isTimeoutError } from "../errors/timeout-error.ts";
import { CallbackError } from "./callback-error.ts";
import { type CallbackRequest, readHeader } from "./callback-request.ts";

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
 * @returns nothing if the body was parsed before: then `parsedBody` is all there is
 * @throws CallbackError
 */
export const readBody = async (
  request: CallbackRequest,
  { maxBytes, timeoutMs }: BodyLimits,
): Promise<string | undefined> => {
  const { headers, body, bodyUsed, parsedBody, signal = new AbortController().signal } = request;
  const given = typeof parsedBody === "string" || parsedBody instanceof Uint8Array ? parsedBody : undefined;
  const size = Math.max(Number(readHeader(headers, "content-length")) || 0, given?.length ?? 0);
  if (size > maxBytes) throw tooLarge(maxBytes);
  if (typeof given === "string") return given;
  if (parsedBody !== undefined && !given) return undefined;
  if (bodyUsed && !given) throw readBefore();
  try {
    const arriving = { operationId: "The callback", timeoutMs };
    const bytes = given ?? (await withDeadline(arriving, signal, () => collect(body, maxBytes)));
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof CallbackError) throw error;
    if (isTimeoutError(error))
      throw new CallbackError("timeout", `The body did not arrive within ${timeoutMs} ms.`);
    throw new CallbackError("malformed", "The body did not arrive completely, or is not UTF-8.", {
      cause: error,
    });
  }
};

const collect = async (body: CallbackRequest["body"], maxBytes: number): Promise<Uint8Array> => {
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

const readBefore = (): CallbackError =>
  new CallbackError(
    "handler_failed",
    "The body was read before, and nothing says what it was. Give the receiver the request first, or give it parsedBody.",
  );
