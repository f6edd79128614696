import { createMock, type Mock } from "../create-mock.ts";
import type { CloseMessage, ConnectMessage, Greeting, RequestMessage } from "./messages.ts";
import { listen, type Port } from "./port.ts";
import { createRemoteFetch } from "./remote-fetch.ts";
import { serveRequest } from "./serve-requests.ts";

/** Connects a page with a mock, and says whether that worked. */
export const serveMock = (mock: Promise<Mock>, port: Port, onClose: () => void): void => {
  listen(port, ({ data, ports: [reply] }) => {
    const message = data as RequestMessage | CloseMessage;
    if (message.type === "close") onClose();
    else if (reply) void serveRequest(message, reply, async (request) => (await mock).fetch(request));
  });
  const greet = (greeting: Greeting): void => port.postMessage(greeting);
  mock.then(
    ({ apis, servers }) => greet({ type: "ready", apis, servers }),
    (error: unknown) => greet({ type: "failed", reason: (Object(error) as Error).message }),
  );
};

/** Creates the mock that a page asks for. */
export const createMockFor = ({ options, receivesCallbacks }: ConnectMessage, port: Port): Promise<Mock> =>
  createMock({ ...options, ...(receivesCallbacks && { callbacks: createRemoteFetch(() => port) }) });
