/** A mock server in a process of its own that says how much memory it keeps. Run it with --expose-gc. */
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import type * as library from "../../src/index.ts";

// Of the build, which is what people run. A name that is not there when types are checked.
const built = new URL("../../dist/index.js", import.meta.url).href;
const { startMockServer } = (await import(built)) as typeof library;
const limits = JSON.parse(process.argv[2] ?? "{}") as object;
const mock = await startMockServer({ limits });
process.stdout.write(`${JSON.stringify({ url: mock.url() })}\n`);

/** The least of some looks: what was just responded to is let go of a moment later, and buffers are freed in the background. */
const measure = async (): Promise<number> => {
  let least = Infinity;
  for (let look = 0; look < 5; look++) {
    await sleep(50);
    globalThis.gc?.();
    const { heapUsed, external } = process.memoryUsage();
    least = Math.min(least, heapUsed + external);
  }
  return least;
};

for await (const _ of createInterface({ input: process.stdin }))
  process.stdout.write(`${JSON.stringify({ kept: await measure() })}\n`);

await mock.close();
