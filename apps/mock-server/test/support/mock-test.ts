import { type LogEvent, type MockServer, startMockServer } from "../../src/index.ts";
import { test as base } from "../../src/vitest.ts";

/** The test of the product, with a server that must get through all tests of a worker without a defect. */
export const test = base.extend<{ readonly mock: MockServer }>({
  mock: [
    // oxlint-disable-next-line no-empty-pattern -- Vitest reads from the pattern what a fixture needs
    async ({}, use) => {
      const defects: LogEvent[] = [];
      const log = (event: LogEvent): void => {
        if (event.event === "defect") defects.push(event);
      };
      // Tests take many snapshots, and few of them delete theirs.
      const mock = await startMockServer({ log, limits: { snapshots: 10_000 } });
      await use(mock);
      await mock.close();
      if (defects.length > 0) throw new Error(`The server has defects: ${JSON.stringify(defects, null, 2)}`);
    },
    { scope: "worker" },
  ],
});
