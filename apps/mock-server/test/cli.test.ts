import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, onTestFinished, test } from "vitest";
import { startMockServer } from "../src/index.ts";
import manifest from "../package.json" with { type: "json" };
import { runProcess, type RunningProcess } from "./support/run-process.ts";

const bin = fileURLToPath(new URL("../dist/bin.js", import.meta.url));
const sh = promisify(execFile);

const runBin = (...args: string[]): RunningProcess => {
  const running = runProcess(bin, ...args);
  onTestFinished(() => void running.child.kill("SIGKILL"));
  return running;
};

test("the server prints its base URLs and a curl that works as it is", async () => {
  const { writes } = runBin("--port", "0");

  await writes(/scale-v1 +http:\/\/127\.0\.0\.1:\d+\/scale-v1 +and +http:\/\/127\.0\.0\.1:\d+\/v1\n/);
  const [, curl = ""] = await writes(/Try it:\n +(curl .*)\n/);
  const { stdout } = await sh("sh", ["-c", `${curl} --silent --fail`]);

  expect(JSON.parse(stdout)).toHaveProperty("docs");
});

test("programs get one line of JSON per event on the standard output", async () => {
  const { writes, output } = runBin("--port", "0");
  const [, url = ""] = await writes(/"curl":"curl -u test_key: (\S+?)"/);

  await fetch(url);
  await writes(/"event":"request"/);

  const events = output.stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(events).toMatchObject([
    { event: "listening", apis: [{ id: "scale-v1" }, { id: "scale-beta" }, { id: "dataflowkit-v1" }] },
    { event: "request", method: "GET", path: "/scale-v1/tasks", status: 401, operation: "listTasks" },
  ]);
});

test("--default-api chooses what is served at /v1", async () => {
  const { writes, output } = runBin("--port", "0", "--default-api", "dataflowkit-v1");
  await writes(/Try it/);

  expect(output.stderr).toMatch(/dataflowkit-v1 +\S+\/dataflowkit-v1 +and +\S+\/v1\n/);
});

describe("the server ends cleanly when it is told to", () => {
  test.each(["SIGINT", "SIGTERM"] as const)("%s", async (signal) => {
    const { child, exit, writes } = runBin("--port", "0");
    await writes(/Try it/);

    child.kill(signal);

    expect(await exit).toBe(0);
  });
});

test("a port that is in use is reported with the way out", async () => {
  const { port, close } = await startMockServer();
  const { exit, output } = runBin("--port", String(port));

  expect(await exit).toBe(1);
  expect(output.stderr).toBe(
    `Port ${port} on 127.0.0.1 is in use. Stop what runs there, or choose another port: --port ${port + 1}, or --port 0 for any free one.\n`,
  );
  await close();
});

test("--help tells all options", async () => {
  const { exit, output } = runBin("--help");

  expect(await exit).toBe(0);
  for (const option of ["--port", "--host", "--default-api", "--version", "--help"]) {
    expect(output.stdout).toContain(option);
  }
});

test("--version tells the version of the package", async () => {
  const { exit, output } = runBin("--version");

  expect(await exit).toBe(0);
  expect(output.stdout).toBe(`${manifest.version}\n`);
});

describe("a wrong option is named", () => {
  test.each([
    [["--port", "http"], "A port is a number from 0 to 65535."],
    [["--port", "65536"], "A port is a number from 0 to 65535."],
    [["--default-api", "scale-v2"], "Allowed choices are scale-v1, scale-beta, dataflowkit-v1."],
    [["--prot", "1"], "Did you mean --port?"],
  ])("%j", async (args, message) => {
    const { exit, output } = runBin(...args);

    expect(await exit).toBe(1);
    expect(output.stderr).toContain(message);
  });
});
