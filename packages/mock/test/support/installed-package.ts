import { execFile } from "node:child_process";
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** What a command printed. Its failure says what it printed, too. */
export const run = async (command: string, args: readonly string[], cwd: string): Promise<string> => {
  // Vitest's own settings would reach whatever is run.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("VITEST")));
  try {
    // On Windows, pnpm and npm are scripts of a shell.
    const options = { cwd, env: { ...env, NO_COLOR: "1" }, shell: process.platform === "win32" };
    return (await promisify(execFile)(command, args, options)).stdout;
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
    throw new Error(`${command} ${args.join(" ")} failed:\n${stdout}${stderr}`, { cause: error });
  }
};

/** A project outside of this repository that has installed the packed package. */
export interface InstalledPackage {
  readonly folder: string;
  /** Writes a file of the project. */
  readonly write: (name: string, text: string) => Promise<void>;
  /** Puts a version of MSW, by its name in package.json, in the place of the one that is installed. */
  readonly useMsw: (name: "msw" | "msw-2") => Promise<void>;
  readonly remove: () => Promise<void>;
}

/**
 * Packs the built package as it is published, and installs it without a registry. MSW and the types of Node are links to those
 * of this repository.
 */
export const installPackage = async (): Promise<InstalledPackage> => {
  const folder = await realpath(await mkdtemp(`${tmpdir()}/task-contracts-mock-`));
  const tarball = `${folder}/mock.tgz`;
  // pnpm, as it does when it publishes, puts the exports of `publishConfig` in the place of those for this repository.
  await run("pnpm", ["pack", "--out", tarball], root);
  const dependencies = { "@task-contracts/mock": `file:${tarball}` };
  await writeFile(`${folder}/package.json`, JSON.stringify({ private: true, type: "module", dependencies }));
  await run("npm", ["install", "--offline", "--no-audit", "--no-fund", "--ignore-scripts"], folder);
  await mkdir(`${folder}/node_modules/@types`, { recursive: true });
  const link = async (name: string, as = name): Promise<void> =>
    symlink(await realpath(`${root}node_modules/${name}`), `${folder}/node_modules/${as}`, "junction");
  await link("@types/node");
  const useMsw: InstalledPackage["useMsw"] = async (name) => {
    await rm(`${folder}/node_modules/msw`, { force: true, recursive: true });
    await link(name, "msw");
  };
  await useMsw("msw");
  return {
    folder,
    useMsw,
    write: (name, text) => writeFile(`${folder}/${name}`, text),
    remove: () => rm(folder, { recursive: true }),
  };
};
