import { access, constants, realpath } from "node:fs/promises";
import { createRequire } from "node:module";
import { delimiter, dirname } from "node:path";
import { exec } from "./exec.ts";

/** A program that runs JavaScript, and the arguments that come before the script. */
export interface Runtime {
  readonly name: string;
  readonly file: string;
  readonly args: readonly string[];
}

const require = createRequire(import.meta.url);

/** How the names of programs end. */
const ending = process.platform === "win32" ? ".exe" : "";

const isExecutable = (file: string): Promise<boolean> =>
  access(file, constants.X_OK).then(
    () => true,
    () => false,
  );

/**
 * The versions of Node that the tests bring with them. 20.18 is the last that cannot require ES modules, and 22 would often be
 * missing between ours and the machine's own.
 */
const broughtAlong = ["node-20", "node-22"].map((folder): string => {
  const manifest = createRequire(new URL(`${folder}/package.json`, import.meta.url)).resolve(
    "node/package.json",
  );
  const { bin } = require(manifest) as { readonly bin: { readonly node: string } };
  return `${dirname(manifest)}/${bin.node}`;
});

/** Ours is the first, then those, then every other version of Node that is on this machine's PATH. */
const nodes = async (): Promise<Runtime[]> => {
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/local/bin", "/usr/bin"];
  const byVersion = new Map([[process.version, process.execPath]]);
  for (const file of [...broughtAlong, ...folders.map((folder) => `${folder}/node${ending}`)]) {
    if (!(await isExecutable(file))) continue;
    const version = (await exec(file, ["--version"], ".")).trim();
    if (!byVersion.has(version)) byVersion.set(version, file);
  }
  return Array.from(byVersion, ([version, file]) => ({ name: `Node ${version}`, file, args: [] }));
};

/**
 * The binary that a package has for this machine, in another package made for it: pnpm runs no scripts that would put it
 * elsewhere.
 */
const binaryOf = async (packageName: string, path: string): Promise<string> => {
  const manifest = require.resolve(`${packageName}/package.json`);
  const { optionalDependencies } = require(manifest) as { readonly optionalDependencies: object };
  const inside = createRequire(await realpath(manifest));
  for (const name of Object.keys(optionalDependencies)) {
    try {
      const file = inside.resolve(`${name}/${path}`);
      await exec(file, ["--version"], ".");
      return file;
    } catch {
      // It is for another machine.
    }
  }
  throw new Error(`${packageName} has no binary for this machine. Run pnpm install.`);
};

/** All runtimes that are here. */
export const findRuntimes = async (): Promise<Runtime[]> => [
  ...(await nodes()),
  { name: "Bun", file: await binaryOf("bun", `bin/bun${ending}`), args: ["run"] },
  {
    name: "Deno",
    file: await binaryOf("deno", `deno${ending}`),
    args: ["run", "--allow-net", "--node-modules-dir=manual", "--no-config"],
  },
];
