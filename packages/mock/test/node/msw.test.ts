import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll } from "vitest";
import { addMswTests } from "../support/msw-cases.ts";

const server = setupServer();
const other = createServer((_, response) => response.end("It is another service."));

beforeAll(async () => {
  server.listen({ onUnhandledFrame: "bypass" });
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
});
afterEach(() => server.resetHandlers());
afterAll(() => {
  server.close();
  other.close();
});

addMswTests({
  use: (...handlers) => server.use(...handlers),
  elsewhere: () => ({
    url: `http://127.0.0.1:${(other.address() as AddressInfo).port}/`,
    text: "It is another service.",
  }),
});
