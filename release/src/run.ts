import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** Runs a program and returns what it printed. If it fails, what it printed is in the error. */
export async function run(file: string, args: readonly string[], cwd: string): Promise<string> {
  // Vitest's own settings would reach whatever is run.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("VITEST")));
  try {
    // On Windows, pnpm and npm are scripts of a shell.
    const shell = process.platform === "win32";
    const options = { cwd, env: { ...env, NO_COLOR: "1" }, maxBuffer: 100_000_000, shell };
    return (await promisify(execFile)(file, args, options)).stdout;
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { readonly stdout?: string; readonly stderr?: string };
    throw new Error(`${file} ${args.join(" ")} failed:\n${stdout}${stderr}`, { cause: error });
  }
}
