// The worker of `@task-contracts/mock/worker`: a mock for each page that connects.
import { isConnect } from "./worker/messages.ts";
import type { PortEvent } from "./worker/port.ts";
import { createMockFor, serveMock } from "./worker/serve-mock.ts";

declare const self: { addEventListener(type: "message", listen: (event: PortEvent) => void): void };

self.addEventListener("message", ({ data, ports: [port] }) => {
  if (!isConnect(data) || !port) return;
  const mock = createMockFor(data, port);
  serveMock(mock, port, () => void mock.then((it) => it.close()));
});
