import { cp, mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { execFile } from "node:child_process";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** What a command printed. */
interface Printed {
  readonly stdout: string;
  readonly stderr: string;
}

const run = async (command: string, args: readonly string[], cwd: string): Promise<Printed> => {
  // Vitest's own settings would reach the runner of the example.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(?:VITEST|NODE_TEST|TEST$|NODE_ENV|JEST|FORCE_COLOR)/.test(name),
    ),
  );
  try {
    return await promisify(execFile)(command, args, {
      cwd,
      env: { ...env, NO_COLOR: "1" },
      // There, npm is a script that only a shell can start.
      shell: process.platform === "win32",
    });
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
  const [packed] = JSON.parse((await run("npm", args, folder)).stdout) as [
    { filename: string; files: { path: string }[] },
  ];
  return {
    path: join(folder, packed.filename),
    files: packed.files.map(({ path }) => path.replace(/-[\w-]{8}(\.c?js)$/, "-…$1")),
    remove: () => rm(folder, { recursive: true }),
  };
};

/** The folder where npm has installed a tarball. */
export interface Installation {
  /** The folders that npm has made. */
  readonly installed: readonly string[];
  readonly modules: string;
  readonly remove: () => Promise<void>;
}

/** Installs the package from its tarball, as anybody would get it, and without a registry. */
export const install = async (tarball: string): Promise<Installation> => {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "mock-server-installed-")));
  const devDependencies = { "@task-contracts/mock-server": `file:${tarball}` };
  await writeFile(join(folder, "package.json"), JSON.stringify({ private: true, devDependencies }));
  await run("npm", ["install", "--offline", "--no-audit", "--no-fund"], folder);
  const lock = JSON.parse(await readFile(join(folder, "package-lock.json"), "utf8")) as { packages: object };
  return {
    installed: Object.keys(lock.packages).filter((path) => path !== ""),
    modules: join(folder, "node_modules"),
    remove: () => rm(folder, { recursive: true }),
  };
};

/** Where the tools of examples are: those that ask for other versions than ours have a package of their own. */
const toolFolders = ["node_modules", "test/runners/node_modules"].map((folder) => join(root, folder));

/** The package.json of a tool, as far as it matters here. */
interface ToolManifest {
  readonly version: string;
  readonly bin?: string | Readonly<Record<string, string>>;
}

const readManifest = async (folder: string): Promise<ToolManifest> =>
  JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as ToolManifest;

/** The folder of a tool in this repository, in the version that an example asks for. */
const findTool = async (tool: string, version: string): Promise<string> => {
  for (const folder of toolFolders.map((each) => join(each, tool))) {
    const manifest = await readManifest(folder).catch(() => undefined);
    if (manifest?.version === version) return realpath(folder);
  }
  throw new Error(
    `This repository has no ${tool} ${version}, which an example asks for. Update one of both.`,
  );
};

/** Links a tool and its programs into an example. */
const linkTool = async (folder: string, tool: string, version: string): Promise<void> => {
  const target = await findTool(tool, version);
  const link = join(folder, "node_modules", tool);
  await mkdir(dirname(link), { recursive: true });
  await symlink(target, link);
  const { bin = {} } = await readManifest(target);
  for (const [program, path] of Object.entries(typeof bin === "string" ? { [tool]: bin } : bin))
    await symlink(join(target, path), join(folder, "node_modules/.bin", program));
};

/** An example in a folder of its own, outside of this repository, with the packed package installed. */
export interface Consumer {
  readonly folder: string;
  /** Runs a script of its package.json, or any program that it has. */
  readonly npm: (...args: string[]) => Promise<Printed>;
  /** Runs any program in its folder. */
  readonly run: (command: string, ...args: string[]) => Promise<Printed>;
  readonly remove: () => Promise<void>;
}

/** Copies an example, with our package as npm has installed it. The tools that are not ours are links to those of the workspace. */
export const copyExample = async (name: string, { modules }: Installation): Promise<Consumer> => {
  const folder = await realpath(await mkdtemp(join(tmpdir(), `mock-server-${name}-`)));
  await cp(join(root, "examples", name), folder, { recursive: true });
  await cp(modules, join(folder, "node_modules"), { recursive: true, verbatimSymlinks: true });
  const manifest = JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as {
    devDependencies: Record<string, string>;
  };
  const { "@task-contracts/mock-server": _, ...tools } = manifest.devDependencies;
  for (const [tool, version] of Object.entries(tools)) await linkTool(folder, tool, version);
  return {
    folder,
    npm: (...args) => run("npm", args, folder),
    run: (command, ...args) => run(command, args, folder),
    remove: () => rm(folder, { recursive: true }),
  };
};
