import { type ChildProcess, spawn, type SpawnOptions } from "node:child_process";

/** A program that runs beside the tests. */
export interface RunningProcess {
  readonly child: ChildProcess;
  /** What it has written so far. */
  readonly output: { stdout: string; stderr: string };
  /** Resolves when it has written a text that matches, and gives up when it ends before. */
  readonly writes: (pattern: RegExp) => Promise<RegExpExecArray>;
  /** Its exit code, once it has ended. */
  readonly exit: Promise<number | null>;
}

/**
 * Starts a Node program.
 *
 * @example
 * const server = runProcess("dist/bin.js", "--port", "0");
 * await server.writes(/listening/);
 */
export const runProcess = (...args: string[]): RunningProcess => runCommand([process.execPath, ...args]);

/**
 * Starts any program, in an environment of its own if need be.
 *
 * @example
 * const server = runCommand(["sh", "-c", "ulimit -n 60; exec node dist/bin.js"]);
 */
export const runCommand = (
  [command = "", ...args]: readonly string[],
  options: SpawnOptions = {},
): RunningProcess => {
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], ...options });
  const output = { stdout: "", stderr: "" };
  child.stdout?.on("data", (data: Buffer) => (output.stdout += data.toString()));
  child.stderr?.on("data", (data: Buffer) => (output.stderr += data.toString()));
  const exit = new Promise<number | null>((resolve) => {
    child.on("close", resolve);
  });
  const writes = (pattern: RegExp): Promise<RegExpExecArray> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = pattern.exec(output.stdout) ?? pattern.exec(output.stderr);
        if (found) resolve(found);
      };
      look();
      child.stdout?.on("data", look);
      child.stderr?.on("data", look);
      void exit.then((code) =>
        reject(
          new Error(`${args.join(" ")} ended with ${code} before it wrote ${pattern}: ${output.stderr}`),
        ),
      );
    });
  return { child, output, writes, exit };
};
