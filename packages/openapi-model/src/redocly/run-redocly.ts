import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** The folder of Redocly CLI, whose parts are published in no other form. */
export const redoclyFolder: string = dirname(
  createRequire(import.meta.url).resolve("@redocly/cli/package.json"),
);

/** No calls home, no advertisements, no colors in what is printed. */
const quiet = { REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true", NO_COLOR: "1" };

/** What a finished run of Redocly CLI printed, and how it ended. */
export interface RedoclyRun {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs Redocly CLI.
 *
 * @param args A command of the CLI and its flags.
 * @param cwd The folder in which it looks for files and for its configuration.
 * @returns How it ended, whether it succeeded or not.
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
