import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** The compiler, for `exec(process.execPath, [tsc, …])`. */
export const tsc = fileURLToPath(new URL("bin/tsc", import.meta.resolve("typescript/package.json")));

/** The compiler before it, for what the newer one no longer does. */
export const tsc5 = fileURLToPath(new URL("bin/tsc", import.meta.resolve("typescript-5/package.json")));

/** Runs a program and returns what it printed. What it printed before it failed is in the error. */
export const exec = async (file: string, args: readonly string[], cwd: string): Promise<string> => {
  try {
    return (await promisify(execFile)(file, args, { cwd, timeout: 60_000, shell: isScript(file) })).stdout;
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { readonly stdout?: string; readonly stderr?: string };
    throw new Error(`${file} ${args.join(" ")} failed:\n${stdout}${stderr}`, { cause: error });
  }
};

/** On Windows, npm is a script that only a shell can start. */
const isScript = (file: string): boolean => file === "npm" && process.platform === "win32";
