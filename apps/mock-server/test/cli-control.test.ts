import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { startCallbackReceiver, startMockServer } from "../src/index.ts";
import { newTask } from "./support/new-task.ts";
import { linesOf, runBin } from "./support/run-bin.ts";
import { useMockServer } from "./support/use-mock-server.ts";

const server = useMockServer();

describe("task-mock complete", () => {
  test("completes a task with the given response, and prints its new state", async () => {
    const taskId = await newTask(server.mock.url("scale-v1"), "live_given");

    const completing = runBin(
      "complete",
      taskId,
      "--server",
      server.mock.url(),
      "--response",
      '{"category":"damage"}',
    );

    expect(await completing.exit).toBe(0);
    expect(linesOf(completing)).toEqual([
      { taskId, api: "scale-v1", account: "live_given", status: "completed" },
    ]);
    const [delivery] = await server.mock.account("live_given").deliveries();
    expect(delivery?.payload).toMatchObject({ response: { category: "damage" } });
  });

  test("refuses a response that the request rules out, unless it is forced", async () => {
    const taskId = await newTask(server.mock.url("scale-v1"), "live_forced");
    const args = ["complete", taskId, "--server", server.mock.url(), "--response", '{"category":"elephant"}'];

    const { exit, output } = runBin(...args);
    expect(await exit).toBe(1);
    expect(output.stderr).toContain(
      'response.category is "elephant", but must be one of "delivery", "damage".',
    );

    expect(await runBin(...args, "--force").exit).toBe(0);
    const [delivery] = await server.mock.account("live_forced").deliveries();
    expect(delivery?.payload).toMatchObject({ response: { category: "elephant" } });
  });

  test("lets a task fail with a reason", async () => {
    const taskId = await newTask(server.mock.url("scale-v1"), "live_failed");

    const completing = runBin("complete", taskId, "--server", server.mock.url(), "--error", "It is black.");

    expect(await completing.exit).toBe(0);
    const [delivery] = await server.mock.account("live_failed").deliveries();
    expect(delivery?.payload).toMatchObject({ response: { error: "It is black." } });
  });

  test.each([
    [
      "an unknown task",
      ["complete", "65f0c1d2e3f4a5b6c7d8e9f0"],
      "There is no task 65f0c1d2e3f4a5b6c7d8e9f0.",
    ],
    [
      "a task of another account",
      ["complete", "65f0c1d2e3f4a5b6c7d8e9f0", "--account", "live_b"],
      "There is no task 65f0c1d2e3f4a5b6c7d8e9f0 of this account.",
    ],
  ])("says so for %s", async (_, args, message) => {
    const { exit, output } = runBin(...args, "--server", server.mock.url());

    expect(await exit).toBe(1);
    expect(output.stderr).toContain(message);
    expect(output.stdout).toBe("");
  });

  test("says so for a task that is not pending", async () => {
    const taskId = await newTask(server.mock.url("scale-v1"), "live_twice");
    await server.mock.account("live_twice").completeTask(taskId);

    const { exit, output } = runBin("complete", taskId, "--server", server.mock.url());

    expect(await exit).toBe(1);
    expect(output.stderr).toBe(`Task ${taskId} is completed, and only pending tasks can be completed.\n`);
  });

  test("says so if there is no server", async () => {
    const mock = await startMockServer();
    await mock.close();

    const { exit, output } = runBin("complete", "1", "--server", mock.url());

    expect(await exit).toBe(1);
    expect(output.stderr).toBe(
      `There is no mock server at ${mock.url()} (ECONNREFUSED). Start one with "npx @task-contracts/mock-server", or name another one with --server.\n`,
    );
  });

  test("reports a server that is not a mock server", async () => {
    const other = createServer((_, response) => response.writeHead(404).end("Not here."));
    await new Promise<void>((resolve) => void other.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void other.close());
    const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;

    const { exit, output } = runBin("complete", "1", "--server", url);

    expect(await exit).toBe(1);
    expect(output.stderr).toBe(
      `The server at ${url} is not a mock server: it responded with 404. Name the right one with --server.\n`,
    );
  });

  test("asks for the token, and says if it is wrong", async () => {
    const mock = await startMockServer({ host: "0.0.0.0", token: "right" });
    onTestFinished(() => mock.close());
    const errorWith = async (...args: string[]): Promise<string> => {
      const { exit, output } = runBin("complete", "1", "--server", mock.url(), ...args);
      await exit;
      return output.stderr;
    };

    expect(await errorWith()).toContain("Pass it with --token, or set TASK_MOCK_TOKEN.");
    expect(await errorWith("--token", "wrong")).toContain("The token is not that of the mock server.");
    expect(await errorWith("--token", "right")).toContain("There is no task 1.");
  });
});

// Windows has no signals: it ends processes at once.
const hasSignals = process.platform !== "win32";

describe("task-mock listen", () => {
  test.runIf(hasSignals)("prints each attempt of the account, and ends cleanly", async () => {
    const callbacks = await startCallbackReceiver();
    onTestFinished(() => callbacks.close());
    const listening = runBin("listen", "--server", server.mock.url(), "--account", "test_heard");
    await listening.writes(/Listening to/);

    await newTask(server.mock.url("scale-v1"), "test_other", callbacks.url);
    const taskId = await newTask(server.mock.url("scale-v1"), "test_heard", callbacks.url);
    await listening.writes(/deliveryId/);
    listening.child.kill("SIGINT");

    expect(await listening.exit).toBe(0);
    expect(linesOf(listening)).toMatchObject([
      { taskId, status: "succeeded", attempts: [{ status: 200 }], payload: { task_id: taskId } },
    ]);
  });

  test("goes on when the server is restarted, and says so", async () => {
    const callbacks = await startCallbackReceiver();
    onTestFinished(() => callbacks.close());
    const first = await startMockServer();
    const listening = runBin("listen", "--server", first.url());
    await listening.writes(/Listening to/);

    await first.close();
    await listening.writes(/is gone\. Waiting for it to come back\.\n/);
    const second = await startMockServer({ port: first.port });
    onTestFinished(() => second.close());
    await listening.writes(/is back\. Listening again\.\n/);
    const taskId = await newTask(second.url("scale-v1"), "test_key", callbacks.url);

    expect(await listening.writes(new RegExp(`"taskId":"${taskId}"`))).toBeTruthy();
  });

  test.runIf(hasSignals)("ends while it waits for the server too", async () => {
    const mock = await startMockServer();
    const listening = runBin("listen", "--server", mock.url());
    await listening.writes(/Listening to/);
    await mock.close();
    await listening.writes(/is gone/);

    listening.child.kill("SIGINT");

    expect(await listening.exit).toBe(0);
  });

  test("says so if there is no server in the beginning", async () => {
    const mock = await startMockServer();
    await mock.close();

    const { exit, output } = runBin("listen", "--server", mock.url());

    expect(await exit).toBe(1);
    expect(output.stderr).toContain(`There is no mock server at ${mock.url()}`);
  });
});
