import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";

const cli = fileURLToPath(import.meta.resolve("@redocly/cli/bin/cli.js"));
const root = fileURLToPath(new URL("../../../..", import.meta.url));

/** What a run of workflows printed, and how it ended. */
export interface RespectRun {
  readonly code: number;
  readonly output: string;
}

/**
 * Runs the workflows of a file with `redocly respect` against a server.
 *
 * @param file Relative to the folder `openapi`.
 * @param servers The URL of the server, by the name of the description in the workflow file.
 * @example await respect("scale-v1/workflows/task-life.arazzo.yaml", { scale: mock.url("scale-v1") }, { testKey: "test_a" });
 */
export const respect = (
  file: string,
  servers: Readonly<Record<string, string>>,
  inputs: Readonly<Record<string, string>>,
): Promise<RespectRun> =>
  new Promise((resolve) => {
    const args = [
      ...Object.entries(servers).map(([name, url]) => `--server=${name}=${url}`),
      ...Object.entries(inputs).map(([name, value]) => `--input=${name}=${value}`),
    ];
    const env = {
      ...process.env,
      NO_COLOR: "1",
      REDOCLY_TELEMETRY: "off",
      REDOCLY_SUPPRESS_UPDATE_NOTICE: "true",
    };
    const child = execFile(
      process.execPath,
      [cli, "respect", `openapi/${file}`, ...args],
      { cwd: root, env, maxBuffer: 2 ** 26 },
      (_error, stdout, stderr) => resolve({ code: child.exitCode ?? 1, output: stdout + stderr }),
    );
  });
