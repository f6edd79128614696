import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);

/** The bundle of scale-v1, which everybody serves. */
export const contractFile = require.resolve("@task-contracts/contracts/scale-v1.json");

/** The command `task-mock`, as it is published. */
export const taskMock = join(
  dirname(fileURLToPath(import.meta.resolve("@task-contracts/mock-server"))),
  "bin.js",
);

/** The mock for any process, as it is published. */
export const mockModule = fileURLToPath(new URL("../../../packages/mock/dist/index.js", import.meta.url));

/** The command `prism`. */
export const prismCli = join(dirname(require.resolve("@stoplight/prism-cli/package.json")), "dist/index.js");

/** A program of this folder. */
export const program = (name: string): string => fileURLToPath(new URL(`${name}.ts`, import.meta.url));

/** The version of a package that is installed here. */
export const versionOf = (name: string): string => {
  for (const folder of require.resolve.paths(name) ?? []) {
    try {
      return (require(join(folder, name, "package.json")) as { version: string }).version;
    } catch {
      // It is in one of the other folders.
    }
  }
  throw new Error(`${name} is not installed. Run pnpm install.`);
};
