import type { Call } from "../core/call.ts";
import { withDeadline } from "../core/deadline.ts";
import { redactError } from "../core/redact.ts";
import { withSignal } from "../core/with-signal.ts";
import { AbortError } from "../errors/abort-error.ts";
import { ConnectionError } from "../errors/connection-error.ts";
import { StatusError } from "../errors/status-error.ts";
import { isTaskApiError } from "../errors/task-api-error.ts";

/**
 * Requests a file by its link, with neither the key nor the headers of the client, since the link leads to another server.
 * The body can be read as it arrives, and fails if nothing arrives for `timeoutMs`.
 *
 * @throws StatusError, ConnectionError, TimeoutError, AbortError
 * @example
 * const file = await downloadFile("https://results.example/Rw8Z.csv", call);
 * await file.text();
 */
export const downloadFile = async (link: string, call: Call): Promise<Response> => {
  const { operationId, fetch, redact, signal } = call;
  const connection = new AbortController();
  const disconnect = (): void => connection.abort();
  // Until the connection ends, and not longer: the signal may be used for many calls.
  signal.addEventListener("abort", disconnect, { signal: connection.signal });

  /** Each step has the whole time for itself, and ends the connection if it fails. */
  const step = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      if (signal.aborted) throw new AbortError(operationId, signal.reason);
      return await withDeadline(call, signal, work);
    } catch (error) {
      disconnect();
      throw isTaskApiError(error) ? error : new ConnectionError(operationId, redactError(error, redact));
    }
  };

  const head = await step(() => fetch(withSignal((init) => new Request(link, init), connection)));
  if (!head.ok) {
    const body = redact(await step(() => head.text()));
    const advice = "The link may have expired: ask for it again.";
    throw new StatusError({ operationId, status: head.status, body }, advice);
  }
  const reader = head.body?.getReader();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const chunk = await step(async () => reader?.read());
      if (chunk?.value) return controller.enqueue(chunk.value);
      disconnect();
      return controller.close();
    },
    cancel: disconnect,
  });
  const response = new Response(body, head);
  // They describe the body as it was on its way.
  response.headers.delete("content-encoding");
  response.headers.delete("content-length");
  return response;
};
