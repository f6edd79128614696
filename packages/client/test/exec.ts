import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** Runs a program and returns what it printed. What it printed before it failed is in the error. */
export const exec = async (file: string, args: readonly string[], cwd: string): Promise<string> => {
  try {
    return (await promisify(execFile)(file, args, { cwd, timeout: 60_000 })).stdout;
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { readonly stdout?: string; readonly stderr?: string };
    throw new Error(`${file} ${args.join(" ")} failed:\n${stdout}${stderr}`, { cause: error });
  }
};
