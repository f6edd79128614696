import { spawn } from "node:child_process";
import { once } from "node:events";
import { onTestFinished } from "vitest";

/** A process that runs a script. It does not outlive the test. */
export interface Child {
  /** Resolves when the script has printed at least so many lines, or has ended. */
  printed(count: number): Promise<void>;
  /** Resolves when the process has ended, to the lines that it has printed in full. */
  ended(): Promise<string[]>;
  /** As `kill -9` does. */
  kill(): void;
}

/**
 * Runs a script with access to `openSqliteStore`, `print` and what the test hands over as `values`.
 *
 * @example
 * const child = startScript("print(values.file)", { file });
 * await child.ended(); // [file]
 */
export const startScript = (script: string, values: object, uid?: number): Child => {
  const source = `
    import { writeSync } from "node:fs";
    import { openSqliteStore } from ${JSON.stringify(new URL("../../src/store/sqlite-store.ts", import.meta.url))};
    const values = ${JSON.stringify(values)};
    const print = (line) => writeSync(1, line + "\\n");
    ${script}`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", source], {
    stdio: ["ignore", "pipe", "inherit"],
    ...(uid === undefined ? {} : { uid }),
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const lines: string[] = [];
  let rest = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    const parts = (rest + text).split("\n");
    rest = parts.pop() ?? "";
    lines.push(...parts);
  });
  const closed = once(child, "close");
  return {
    printed: async (count) => {
      while (lines.length < count && !child.stdout.closed) {
        await Promise.race([once(child.stdout, "data"), closed]);
      }
    },
    ended: async () => {
      await closed;
      return lines;
    },
    kill: () => void child.kill("SIGKILL"),
  };
};
