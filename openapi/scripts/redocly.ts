import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "./apis.ts";

const cli = fileURLToPath(import.meta.resolve("@redocly/cli/bin/cli.js"));

/** What a finished run of Redocly CLI printed, and how it ended. */
export interface RedoclyRun {
  status: number;
  stdout: string;
  stderr: string;
}

/**
 * Runs Redocly CLI with our configuration, from the root of the repository.
 *
 * @param args A command of the CLI and its flags.
 * @example redocly("lint", "scale-v1", "--format=json").status
 */
export function redocly(...args: string[]): RedoclyRun {
  const run = spawnSync(process.execPath, [cli, ...args], {
    cwd: join(root, ".."),
    encoding: "utf8",
    env: { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" },
  });
  if (run.error) throw run.error;
  return { status: run.status ?? 1, stdout: run.stdout, stderr: run.stderr };
}
