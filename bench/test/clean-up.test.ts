import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";

const program = fileURLToPath(new URL("support/starts-a-child.ts", import.meta.url));

/** Starts a program that starts another one, and tells the id of that. */
const startParent = async (end: "wait" | "fail"): Promise<{ parent: ChildProcess; childId: number }> => {
  const parent = fork(program, [end], { silent: true, execArgv: [] });
  onTestFinished(() => void parent.kill("SIGKILL"));
  const [childId] = (await once(parent, "message")) as [number];
  return { parent, childId };
};

const isRunning = (id: number): boolean => {
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
};

/** Resolves when a process has ended, which must come true. */
const isGone = async (id: number): Promise<true> => {
  while (isRunning(id)) await sleep(10);
  return true;
};

test.for([
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const)("%s ends the servers that were started, too", async ([signal, code]) => {
  const { parent, childId } = await startParent("wait");
  expect(isRunning(childId)).toBe(true);
  parent.kill(signal);

  expect(await once(parent, "exit")).toEqual([code, null]);
  expect(await isGone(childId)).toBe(true);
});

test("a run that fails leaves no servers behind", async () => {
  const { parent, childId } = await startParent("fail");
  parent.send("go on");

  expect(await once(parent, "exit")).toEqual([1, null]);
  expect(await isGone(childId)).toBe(true);
});
