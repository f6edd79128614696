import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** The folder of Redocly CLI, which does not export the needed parts. */
export const redoclyFolder: string = dirname(
  createRequire(import.meta.url).resolve("@redocly/cli/package.json"),
);

/** No telemetry, no update notices, no colors in the output. */
const quiet = { REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true", NO_COLOR: "1" };

/** The output and exit code of a finished run of Redocly CLI. */
export interface RedoclyRun {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs Redocly CLI.
 *
 * @param args A command of the CLI and its flags.
 * @param cwd The working directory, with the files and the configuration.
 * @returns The result, whether it succeeded or not.
 * @throws {Error} If it cannot be started.
 */
export function runRedocly(args: readonly string[], cwd: string): Promise<RedoclyRun> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      process.execPath,
      [join(redoclyFolder, "bin/cli.js"), ...args],
      { cwd, env: { ...process.env, ...quiet }, maxBuffer: 2 ** 26 },
      (error, stdout, stderr) => {
        if (error && typeof error.code === "string") reject(error);
        else resolve({ status: child.exitCode ?? 1, stdout, stderr });
      },
    );
  });
}
