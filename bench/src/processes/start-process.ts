import { type ChildProcess, spawn } from "node:child_process";
import { type Usage, usageOf } from "./usage.ts";
import { adopt, end } from "./children.ts";

/** A process that was started here. */
export interface RunningProcess {
  readonly child: ChildProcess;
  /** What it has used so far, or undefined where the system does not tell. */
  readonly usage: () => Usage | undefined;
  readonly stop: () => Promise<void>;
}

export interface ProcessOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Whether it is told things through a channel, and tells things. */
  readonly channel?: boolean;
}

/**
 * Starts a Node program of its own. What it prints goes to /dev/null, for everybody alike.
 *
 * @example
 * const { child, stop } = startProcess([prismCli, "mock", contract]);
 */
export const startProcess = (
  args: readonly string[],
  { env = {}, channel = false }: ProcessOptions = {},
): RunningProcess => {
  const child = spawn(process.execPath, args, {
    stdio: ["ignore", "ignore", "ignore", ...(channel ? (["ipc"] as const) : [])],
    env: { ...process.env, ...env },
  });
  adopt(child);
  return { child, usage: () => usageOf(child), stop: () => end(child) };
};
