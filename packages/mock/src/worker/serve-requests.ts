import type { ReaderMessage, RequestMessage, ResponseMessage } from "./messages.ts";
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
  const credit = new Credit();
  listen(port, ({ data }) => {
    if ((data as ReaderMessage).type === "pull") credit.add();
    else leaving.abort();
  });
  leaving.signal.addEventListener("abort", () => credit.add());
  try {
    const request = new Request(url, {
      method,
      headers: headers.map(([name, value]): [string, string] => [name, value]),
      ...(body.byteLength > 0 && { body }),
      signal: leaving.signal,
    });
    const response = await respond(request);
    send({ type: "head", status: response.status, headers: [...response.headers] });
    await sendBody(response, { left: leaving.signal, credit, send });
    send({ type: "end" });
  } catch (error) {
    send({ type: "failed", reason: reasonOf(error) });
  }
};

/** What a body is sent with. */
interface Sending {
  readonly left: AbortSignal;
  readonly credit: Credit;
  readonly send: (message: ResponseMessage) => void;
}

const sendBody = async ({ body }: Response, { credit, left, send }: Sending): Promise<void> => {
  const reader = body?.getReader();
  left.addEventListener("abort", () => void reader?.cancel().catch(() => undefined));
  for (;;) {
    if (reader) await credit.take();
    const part = await reader?.read();
    if (part?.done !== false) return;
    send({ type: "chunk", bytes: part.value });
  }
};

/** How many parts the reader wants. */
class Credit {
  #count = 0;
  #wake: () => void = () => undefined;

  add(): void {
    this.#count += 1;
    this.#wake();
  }

  async take(): Promise<void> {
    if (this.#count === 0) await new Promise<void>((resolve) => (this.#wake = resolve));
    this.#count -= 1;
  }
}

const reasonOf = (error: unknown): string => {
  const { cause, message } = Object(error) as { cause?: { message?: string }; message?: string };
  return cause?.message ?? message ?? String(error);
};
