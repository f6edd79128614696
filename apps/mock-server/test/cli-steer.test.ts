import { expect, test } from "vitest";
import { newTask } from "./support/new-task.ts";
import { linesOf, runBin } from "./support/run-bin.ts";
import { newKey } from "./support/send.ts";
import { useMockServer } from "./support/use-mock-server.ts";

const server = useMockServer();

/** Runs a command for a server, and returns the lines of JSON that it prints. */
const run = async (...args: readonly string[]): Promise<Record<string, unknown>[]> => {
  const command = runBin(...args, "--server", server.mock.url());
  expect({ exit: await command.exit, stderr: command.output.stderr }).toMatchObject({ exit: 0 });
  return linesOf(command);
};

test("a day is steered from the command line", async () => {
  const key = newKey("live");
  const account = server.mock.account(key);
  const of = ["--account", key];

  expect(await run("freeze", ...of)).toMatchObject([{ frozen: true }]);
  const unheard = await newTask(server.mock.url("scale-v1"), key);
  const failing = await newTask(server.mock.url("scale-v1"), key);
  expect(await run("tasks", ...of, "--status", "pending", "--limit", "1")).toMatchObject([
    { taskId: failing },
  ]);
  expect(await run("tasks", ...of, "--text", unheard)).toMatchObject([
    { taskId: unheard, status: "pending" },
  ]);

  expect(await run("fail", failing, "It is black.", "--json")).toMatchObject([
    { taskId: failing, status: "completed" },
  ]);
  expect(await run("complete", unheard, "--json")).toMatchObject([{ taskId: unheard, status: "completed" }]);
  expect(await run("advance", "next", ...of)).toMatchObject([{ attempts: 2 }]);
  expect(await run("advance", "1d30min", ...of)).toMatchObject([{ frozen: true }]);
  const deliveries = await account.deliveries();
  expect(deliveries.map(({ status }) => status)).toEqual(["failed", "failed"]);

  const [again] = await run("replay", String(deliveries[0]?.deliveryId));
  expect(again).toMatchObject({ repeatOf: deliveries[0]?.deliveryId });
  expect(await run("freeze", ...of, "--resume")).toMatchObject([{ frozen: false }]);
  expect(await run("reset", ...of)).toEqual([{ reset: key }]);
  expect(await account.deliveries()).toEqual([]);
});

test("faults are injected, listed and removed", async () => {
  const of = ["--account", newKey()];
  const [first] = await run("fault", ...of, "--status", "429", "--retry-after", "1", "--times", "3");
  const [second] = await run("fault", ...of, "--callback", "delay", "--delay", "500");

  expect(first).toMatchObject({ target: "request", status: 429, retryAfter: 1, times: 3 });
  expect(await run("fault", ...of, "--list")).toEqual([first, second]);
  await run("fault", ...of, "--remove", String(first?.["faultId"]));
  expect(await run("fault", ...of, "--list")).toEqual([second]);
  await run("fault", ...of, "--clear");
  expect(await run("fault", ...of, "--list")).toEqual([]);
});

test("what belongs to another account is left alone", async () => {
  const [own, other] = [newKey(), newKey()];
  const id = await newTask(server.mock.url("scale-v1"), other);
  const { deliveryId } = await server.mock.account(other).waitForCallback(id, { until: "attempted" });
  const [fault] = await run("fault", "--account", other, "--status", "429");
  const refused = async (...args: readonly string[]): Promise<string> => {
    const command = runBin(...args, "--account", own, "--server", server.mock.url());
    expect(await command.exit).toBe(1);
    return command.output.stderr;
  };
  const faultId = String(fault?.["faultId"]);

  expect(await refused("fault", "--remove", faultId)).toContain(`has no fault ${faultId}`);
  expect(await refused("replay", deliveryId)).toContain(`has no delivery ${deliveryId}`);
  expect(await run("fault", "--account", other, "--list")).toEqual([fault]);
});

test("settings are printed, and changed by name", async () => {
  const of = ["--account", newKey()];
  const changes = ["testCompletion=manual", "completionDelayMs=500", 'disabledTaskTypes=["annotation"]'];

  expect(await run("settings", ...changes, ...of)).toMatchObject([
    { testCompletion: "manual", completionDelayMs: 500, disabledTaskTypes: ["annotation"] },
  ]);
  expect(await run("settings", ...of)).toMatchObject([{ testCompletion: "manual" }]);
});

test.for([
  [["advance", "tomorrow", "--account", "a"], "Write a duration such as 90s, 30min, 24h or 1d12h, or next."],
  [["advance", "24h"], "required option '--account <api key>' not specified"],
  [
    ["settings", "testCompletion", "--account", "a"],
    "Write a setting as NAME=VALUE, such as testCompletion=manual.",
  ],
  [
    ["settings", "testCompletoin=manual", "--account", "a"],
    "testCompletoin is not known here. Did you mean testCompletion?",
  ],
  [["fault", "--account", "a"], "has no effect"],
  [["fail", "nothing", "why"], "There is no task nothing."],
  [["tasks", "--limit", "0"], "It must be a number from 1."],
] as const)("%j is refused with the reason", async ([args, reason]) => {
  const command = runBin(...args, "--server", server.mock.url());
  expect(await command.exit).toBe(1);
  expect(command.output.stderr).toContain(reason);
});

test.for(["tasks", "fail", "replay", "advance", "freeze", "fault", "settings", "reset"])(
  "%s explains itself, with examples",
  async (name) => {
    const command = runBin(name, "--help");
    expect(await command.exit).toBe(0);
    expect(command.output.stdout).toContain(`Examples:\n  npx @task-contracts/mock-server ${name}`);
  },
);
