import { afterAll, beforeAll, expect } from "vitest";
import { type LogEvent, type MockServer, startMockServer } from "../../src/index.ts";

/**
 * One server for the tests of a file. It must get through them without a defect of its own.
 *
 * @example
 * const server = useMockServer();
 * test("…", async () => { await fetch(server.mock.url()); });
 */
export const useMockServer = (): { readonly mock: MockServer } => {
  const server: { mock?: MockServer } = {};
  const defects: LogEvent[] = [];
  beforeAll(async () => {
    server.mock = await startMockServer({
      log: (event) => {
        if (event.event === "defect") defects.push(event);
      },
    });
  });
  afterAll(async () => {
    await server.mock?.close();
    expect(defects).toEqual([]);
  });
  return {
    get mock() {
      if (!server.mock) throw new Error("The server runs only inside of tests.");
      return server.mock;
    },
  };
};
