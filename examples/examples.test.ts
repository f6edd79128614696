import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { createScaleClient } from "@task-contracts/client/scale";
import { test } from "@task-contracts/mock-server/vitest";
import { describe, expect } from "vitest";
import { sendStrangersRequests } from "../packages/client/test/strangers.ts";
import { startProgram } from "./start-program.ts";

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

describe("examples", () => {
  test("create-and-wait.ts prints an answer", async ({ mock, apiKey }) => {
    const environment = { SCALE_URL: mock.url("scale-v1"), SCALE_API_KEY: apiKey };
    const { output } = await startProgram("create-and-wait.ts", environment).ended;
    expect(output).toMatch(
      /^Task [\da-f]{24} is pending\.\nThe customer is writing about (delivery|damage|invoice)\.\n$/,
    );
  });

  test("list-everything.ts counts all tasks", async ({ mock, apiKey, account }) => {
    const environment = { SCALE_URL: mock.url("scale-v1"), SCALE_API_KEY: apiKey };
    const scale = createScaleClient({
      apiKey,
      baseUrl: mock.url("scale-v1"),
      callbackUrl: "http://127.0.0.1:9/",
    });
    const attachment = "https://files.example/street.png";
    await account.updateSettings({ testCompletion: "in-response" });
    await scale.createAnnotationTask({ attachment, objects_to_annotate: ["road sign"] });
    await account.updateSettings({ testCompletion: "manual" });
    for (let count = 0; count < 120; count++) {
      await scale.createAnnotationTask({ attachment, objects_to_annotate: ["road sign"] });
    }
    const { output } = await startProgram("list-everything.ts", environment).ended;
    expect(output).toMatch(
      /^120 × annotation, pending\n1 × annotation, completed\nIt took \d+\.\d s on average\.\n$/,
    );
  });

  test("callback-server.ts prints what it receives", async ({ mock, apiKey, account }) => {
    const port = await freePort();
    const { callbackAuthKey } = await account.settings();
    const server = startProgram("callback-server.ts", {
      SCALE_CALLBACK_KEY: callbackAuthKey,
      PORT: `${port}`,
    });
    await expect.poll(server.output).toBe(`Waiting for callbacks at http://127.0.0.1:${port}/\n`);
    const callbackUrl = `http://127.0.0.1:${port}/`;
    const scale = createScaleClient({ apiKey, baseUrl: mock.url("scale-v1"), callbackUrl });
    await account.addFault({ target: "delivery", kind: "wrong-auth" });
    const { task_id } = await scale.createAnnotationTask({
      attachment: "https://files.example/street.png",
      objects_to_annotate: ["road sign"],
    });
    await account.waitForCallback(task_id);
    await account.clock.advance({ hours: 1 });
    await expect.poll(server.output).toMatch(/401 The header .* is wrong.*\n[\da-f]{24}: \d+ boxes\n$/);
    server.stop();
  });

  test("callback-server.ts goes on, whatever strangers send", { timeout: 300_000 }, async ({ account }) => {
    const port = await freePort();
    const { callbackAuthKey } = await account.settings();
    const environment = { SCALE_CALLBACK_KEY: callbackAuthKey, PORT: `${port}` };
    const server = startProgram("callback-server.ts", environment);
    await expect.poll(server.output).toContain("Waiting for callbacks");
    const secret = ["scale-callback-auth", callbackAuthKey] as const;
    await sendStrangersRequests(port, { seed: 7, count: 10_000, secret });
    expect(server.output()).toContain('400 "//" is not a URL.');
    expect(server.output()).toContain("405 A callback is a POST request, not TRACE.");
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(405);
    server.stop();
    // It ended because it was stopped, and not by itself.
    expect((await server.ended).exitCode).toBeNull();
  });

  test("callback-server.ts says what it needs", async () => {
    const { exitCode, output } = await startProgram("callback-server.ts", { SCALE_CALLBACK_KEY: "" }).ended;
    expect(exitCode).toBe(1);
    expect(output).toContain("Set SCALE_CALLBACK_KEY to the callback key of your account.");
  });

  test("run-and-download.ts saves what tasks produce", async ({ mock, apiKey }) => {
    const RESULTS = await mkdtemp(`${tmpdir()}/results-`);
    const environment = { DATAFLOWKIT_URL: mock.url("dataflowkit-v1"), DATAFLOWKIT_API_KEY: apiKey, RESULTS };
    const { output } = await startProgram("run-and-download.ts", environment).ended;
    const files = await readdir(RESULTS);
    expect(files).toHaveLength(2);
    for (const file of files) {
      expect(output).toContain(`is in ${RESULTS}/${file}\n`);
      expect((await readFile(`${RESULTS}/${file}`)).byteLength).toBeGreaterThan(10);
    }
    await rm(RESULTS, { recursive: true });
  });
});
