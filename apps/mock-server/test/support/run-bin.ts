import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { runProcess, type RunningProcess } from "./run-process.ts";

const bin = fileURLToPath(new URL("../../dist/bin.js", import.meta.url));

/**
 * Starts `task-mock` as its users do: from the bundle. It ends with the test at the latest.
 *
 * @example
 * const { writes } = runBin("--port", "0");
 * await writes(/Try it/);
 */
export const runBin = (...args: string[]): RunningProcess => {
  const running = runProcess(bin, ...args);
  onTestFinished(() => void running.child.kill("SIGKILL"));
  return running;
};

/** The lines of JSON that a program has written to its standard output. */
export const linesOf = ({ output }: RunningProcess): Record<string, unknown>[] =>
  output.stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
