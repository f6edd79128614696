import { fileURLToPath } from "node:url";
import { expect, test, vi } from "vitest";
import { startMockServer } from "../src/index.ts";
import { runProcess } from "./support/run-process.ts";

const script = fileURLToPath(new URL("support/close-at-work.ts", import.meta.url));

test("whatever is under way, a server closes and leaves nothing that keeps the process alive", async () => {
  const { exit, output } = runProcess(script);
  const code = await exit;
  expect({ code, stderr: output.stderr }).toEqual({ code: 0, stderr: "" });
  const lines = output.stdout.trimEnd().split("\n");
  const results = lines.map((line) => JSON.parse(line) as { name: string });
  expect(results).toHaveLength(9);
  // An attempt that the server itself broke off is no attempt, and is not told as one.
  expect(results).toEqual(results.map(({ name }) => ({ name, defects: [], attempts: [] })));
});

test("a server can be closed twice", async () => {
  const mock = await startMockServer();
  await Promise.all([mock.close(), mock.close()]);
  await mock.close();
  await expect(fetch(mock.url())).rejects.toThrow("fetch failed");
});

test("a request that a fault delays gets its response when the server closes", async () => {
  const mock = await startMockServer();
  await mock.account("test_a").addFault({ target: "request", delayMs: 600_000, status: 503 });
  const held = fetch(`${mock.url("scale-v1")}/tasks`, {
    headers: { authorization: `Basic ${btoa("test_a:")}` },
  });
  // The fault is used up as soon as the request is being held.
  await vi.waitFor(async () => expect(await (await fetch(`${mock.url()}/_mock/faults`)).json()).toEqual([]));
  await mock.close();
  expect((await held).status).toBe(503);
});
