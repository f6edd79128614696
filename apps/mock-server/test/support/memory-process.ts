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

for await (const _ of createInterface({ input: process.stdin })) {
  // What has just been answered is let go of a moment later.
  await sleep(50);
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  process.stdout.write(`${JSON.stringify({ kept: heapUsed + external })}\n`);
}
await mock.close();
