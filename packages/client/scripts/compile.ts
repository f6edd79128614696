import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** Compiles the sources into `dist`. The compiler's messages are the error, if there is one. */
export const compile = async (root: string): Promise<void> => {
  try {
    await promisify(execFile)("tsc", ["--project", "tsconfig.build.json"], { cwd: root });
  } catch (error) {
    const { stdout = "" } = error as { stdout?: string };
    throw new Error(`The client could not be compiled. The compiler says:\n${stdout}`, { cause: error });
  }
};
