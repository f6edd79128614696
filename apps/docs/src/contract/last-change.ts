import { execFile } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const contracts = join(fileURLToPath(import.meta.resolve("@task-contracts/openapi/package.json")), "..");

/**
 * The day on which the contract of an API was last changed, by Git. Today if it has changes that are not committed, or
 * if there is no Git to ask.
 *
 * @example
 * await lastChange("scale-v1"); // "2026-03-02"
 */
export async function lastChange(apiId: string): Promise<string> {
  const today = new Date().toISOString().slice(0, 10);
  try {
    const pending = await git("status", "--porcelain", "--", apiId);
    return (pending === "" && (await git("log", "-1", "--format=%cs", "--", apiId))) || today;
  } catch {
    return today;
  }
}

async function git(...args: string[]): Promise<string> {
  const { stdout } = await run("git", args, { cwd: contracts });
  return stdout.trim();
}
