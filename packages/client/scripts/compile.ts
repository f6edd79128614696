import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

// Not by its name alone, which on Windows is that of a script that only a shell can start.
const tsc = fileURLToPath(new URL("bin/tsc", import.meta.resolve("typescript/package.json")));

/** Compiles the sources into `dist`. The compiler's messages are the error, if there is one. */
export const compile = async (root: string): Promise<void> => {
  try {
    await promisify(execFile)(process.execPath, [tsc, "--project", "tsconfig.build.json"], { cwd: root });
  } catch (error) {
    const { stdout = "" } = error as { stdout?: string };
    throw new Error(`The client could not be compiled. The compiler says:\n${stdout}`, { cause: error });
  }
};
