import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { onTestFinished, test, expect } from "vitest";
import { runProcess } from "./support/run-process.ts";

const prism = fileURLToPath(new URL("index.js", import.meta.resolve("@stoplight/prism-cli")));
const bundle = fileURLToPath(import.meta.resolve("@task-contracts/contracts/scale-v1.json"));

/** Prism has no way to say which port it took. */
const freePort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
};

test("stock Prism serves our bundled contract", async () => {
  const port = await freePort();
  const { child, writes } = runProcess(
    prism,
    "mock",
    "--port",
    String(port),
    "--multiprocess",
    "false",
    bundle,
  );
  onTestFinished(() => void child.kill("SIGKILL"));
  await writes(/Prism is listening/);

  const response = await fetch(`http://127.0.0.1:${port}/tasks`, {
    headers: { authorization: `Basic ${btoa("key:")}` },
  });

  expect(response.status).toBe(200);
  expect(await response.json()).toHaveProperty("docs");
});
