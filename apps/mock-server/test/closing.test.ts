import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
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
