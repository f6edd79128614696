import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DocumentError } from "../document-error.ts";
import { runRedocly } from "./run-redocly.ts";

/**
 * Runs a command of Redocly CLI in its own folder, and reads the file that it writes there.
 *
 * @param args The command and its flags, except `--output`.
 * @param inputs The initial files of the folder, by name.
 * @param output The name of the file that the command writes.
 * @throws {DocumentError} With the output of the command, if it fails.
 */
export async function redoclyOutput(
  args: readonly string[],
  inputs: Readonly<Record<string, string>>,
  output: string,
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "redocly-"));
  try {
    const files = Object.entries(inputs);
    await Promise.all(files.map(([name, text]) => writeFile(join(folder, name), text)));
    const { status, stderr } = await runRedocly([...args, "--output", output], folder);
    if (status === 0) return await readFile(join(folder, output), "utf8");
    throw new DocumentError(
      args.slice(0, 2).join(" "),
      "Redocly CLI failed",
      `Correct what it names:\n${stderr.trim()}`,
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}
