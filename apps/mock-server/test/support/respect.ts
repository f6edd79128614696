import { fileURLToPath } from "node:url";
import { runRedocly } from "@task-contracts/openapi-model/redocly";

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
export const respect = async (
  file: string,
  servers: Readonly<Record<string, string>>,
  inputs: Readonly<Record<string, string>>,
): Promise<RespectRun> => {
  const args = [
    ...Object.entries(servers).map(([name, url]) => `--server=${name}=${url}`),
    ...Object.entries(inputs).map(([name, value]) => `--input=${name}=${value}`),
  ];
  const { status, stdout, stderr } = await runRedocly(["respect", `openapi/${file}`, ...args], root);
  return { code: status, output: stdout + stderr };
};
