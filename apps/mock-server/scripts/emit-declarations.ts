import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** Writes the types of the public entry into `dist/types`. The compiler's messages are the error, if there is one. */
export const emitDeclarations = async (root: string): Promise<void> => {
  try {
    await promisify(execFile)("tsc", ["--project", "tsconfig.build.json"], { cwd: root });
  } catch (error) {
    const { stdout = "" } = error as { stdout?: string };
    throw new Error(`The declarations could not be written. The compiler says:\n${stdout}`, { cause: error });
  }
};
