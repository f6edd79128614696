import { cp, mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { execFile } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** What a command printed. */
const run = async (command: string, args: readonly string[], cwd: string): Promise<string> => {
  // Vitest's own settings would reach the Vitest of the example.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(?:VITEST|NODE_TEST|TEST$|NODE_ENV)/.test(name)),
  );
  try {
    const { stdout } = await promisify(execFile)(command, args, {
      cwd,
      env: { ...env, NO_COLOR: "1" },
      // There, npm is a script that only a shell can start.
      shell: process.platform === "win32",
    });
    return stdout;
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${command} ${args.join(" ")} failed:\n${stdout}${stderr}`, { cause: error });
  }
};

/** The package as it would be published. */
export interface Tarball {
  readonly path: string;
  /** What is in it, without the names that change with the content. */
  readonly files: readonly string[];
  readonly remove: () => Promise<void>;
}

/** Packs the package as npm would publish it. It must have been built. */
export const pack = async (): Promise<Tarball> => {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "mock-server-pack-")));
  const args = ["pack", root, "--pack-destination", folder, "--ignore-scripts", "--json"];
  const [packed] = JSON.parse(await run("npm", args, folder)) as [
    { filename: string; files: { path: string }[] },
  ];
  return {
    path: join(folder, packed.filename),
    files: packed.files.map(({ path }) => path.replace(/-[\w-]{8}\.js$/, "-….js")),
    remove: () => rm(folder, { recursive: true }),
  };
};

/** An example in a folder of its own, outside of this repository, with the packed package installed. */
export interface Consumer {
  /** The folders of what npm has installed. */
  readonly installed: readonly string[];
  /** Runs a script of its package.json, or any program that it has. */
  readonly npm: (...args: string[]) => Promise<string>;
  readonly remove: () => Promise<void>;
}

/**
 * Installs an example without a registry: our package from its tarball, as anybody would get it; the tools that are not
 * ours are links to those of the workspace.
 */
export const installExample = async (name: string, tarball: string): Promise<Consumer> => {
  const folder = await realpath(await mkdtemp(join(tmpdir(), `mock-server-${name}-`)));
  await cp(join(root, "examples", name), folder, { recursive: true });
  const manifest = JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as {
    devDependencies: Record<string, string>;
  };
  const tools = Object.keys(manifest.devDependencies).filter(
    (tool) => tool !== "@task-contracts/mock-server",
  );
  const devDependencies = { "@task-contracts/mock-server": `file:${tarball}` };
  await writeFile(join(folder, "package.json"), JSON.stringify({ ...manifest, devDependencies }));
  await run("npm", ["install", "--offline", "--no-audit", "--no-fund"], folder);
  const lock = JSON.parse(await readFile(join(folder, "package-lock.json"), "utf8")) as { packages: object };
  for (const inside of ["@types", ".bin"])
    await mkdir(join(folder, "node_modules", inside), { recursive: true });
  for (const tool of tools) {
    const target = await realpath(join(root, "node_modules", tool));
    await symlink(target, join(folder, "node_modules", tool));
    const { bin } = JSON.parse(await readFile(join(target, "package.json"), "utf8")) as {
      bin?: Record<string, string>;
    };
    const programs = Object.entries(typeof bin === "string" ? { [tool]: bin } : (bin ?? {}));
    for (const [program, path] of programs)
      await symlink(join(target, path), join(folder, "node_modules/.bin", program));
  }
  return {
    installed: Object.keys(lock.packages).filter((path) => path !== ""),
    npm: (...args) => run("npm", args, folder),
    remove: () => rm(folder, { recursive: true }),
  };
};
