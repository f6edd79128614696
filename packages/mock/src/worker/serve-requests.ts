import type { RequestMessage, ResponseMessage } from "./messages.ts";
import { listen, type Port } from "./port.ts";

/** Returns the response to a request. */
export type Respond = (request: Request) => Response | Promise<Response>;

/**
 * Responds to a request that came as a message.
 *
 * @param port The port of the response.
 * @example
 * listen(port, ({ data, ports: [reply] }) => void serveRequest(data, reply, mock.fetch));
 */
export const serveRequest = async (
  { body, headers, method, url }: RequestMessage,
  port: Port,
  respond: Respond,
): Promise<void> => {
  const send = (message: ResponseMessage): void => port.postMessage(message);
  const leaving = new AbortController();
  listen(port, () => leaving.abort());
  try {
    const request = new Request(url, {
      method,
      headers: headers.map(([name, value]): [string, string] => [name, value]),
      ...(body.byteLength > 0 && { body }),
      signal: leaving.signal,
    });
    const response = await respond(request);
    send({ type: "head", status: response.status, headers: [...response.headers] });
    await sendBody(response, leaving.signal, send);
    send({ type: "end" });
  } catch (error) {
    send({ type: "failed", reason: reasonOf(error) });
  }
};

const sendBody = async (
  { body }: Response,
  left: AbortSignal,
  send: (message: ResponseMessage) => void,
): Promise<void> => {
  const reader = body?.getReader();
  left.addEventListener("abort", () => void reader?.cancel().catch(() => undefined));
  for (let part = await reader?.read(); part?.done === false; part = await reader?.read())
    send({ type: "chunk", bytes: part.value });
};

const reasonOf = (error: unknown): string => {
  const { cause, message } = Object(error) as { cause?: { message?: string }; message?: string };
  return cause?.message ?? message ?? String(error);
};
