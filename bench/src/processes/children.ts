import type { ChildProcess } from "node:child_process";

const running = new Set<ChildProcess>();

/** Sees to it that a process does not outlive this one, however this one ends. */
export const adopt = (child: ChildProcess): void => {
  running.add(child);
  child.once("exit", () => running.delete(child));
};

/** Whether a process is gone: it has ended, or a signal has ended it. */
export const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean =>
  exitCode !== null || signalCode !== null;

/** Ends a process, and resolves when it is gone. */
export const end = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (hasEnded(child)) {
      resolve();
      return;
    }
    child.once("exit", () => resolve());
    child.kill("SIGKILL");
  });

/** Lets signals end this process in the usual way, with the status that shells expect, so that nothing is left behind. */
export const endOnSignals = (): void => {
  process.once("SIGINT", () => process.exit(130));
  process.once("SIGTERM", () => process.exit(143));
};

process.once("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});
