import { cp, mkdtemp, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { stripTypeScriptTypes } from "node:module";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { repository } from "../src/files.ts";
import { packAll, type Tarball } from "../src/pack.ts";
import { run } from "../src/run.ts";

/** An empty project outside of this repository, in which everything that we publish is installed. */
export interface InstalledProject {
  readonly folder: string;
  readonly tarballs: readonly Tarball[];
  readonly remove: () => Promise<void>;
}

/** What the published packages depend on. It is copied from this repository, so that no registry is needed. */
const dependencies = { client: ["openapi-fetch", "openapi-typescript-helpers"] };

/** Packs all packages and installs them together, with a program that uses them, as TypeScript and without types. */
export async function installAll(): Promise<InstalledProject> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "installed-")));
  const tarballs = await packAll(repository, join(folder, "tarballs"));
  const client = await realpath(join(repository, "packages/client/node_modules/openapi-fetch"));
  for (const name of dependencies.client) {
    const source = name === basename(client) ? client : join(client, "..", name);
    await cp(source, join(folder, name), { recursive: true, dereference: true });
  }
  const specifiers = [
    ...tarballs.map(({ name, path }) => [name, `file:${path}`]),
    ...dependencies.client.map((name) => [name, `file:${name}`]),
  ];
  const manifest = { private: true, type: "module", dependencies: Object.fromEntries(specifiers) as object };
  await writeFile(join(folder, "package.json"), JSON.stringify(manifest));
  const flags = ["--offline", "--install-links", "--no-audit", "--no-fund", "--ignore-scripts"];
  await run("npm", ["install", ...flags], folder);
  // The types of Node are no part of what is tested. On Windows, everybody may make a junction, but not a symbolic link.
  const types = await realpath(join(repository, "release/node_modules/@types"));
  await symlink(types, join(folder, "node_modules/@types"), "junction");
  const program = await readFile(join(import.meta.dirname, "consumer/main.ts"), "utf8");
  await writeFile(join(folder, "main.ts"), program);
  await writeFile(join(folder, "main.js"), stripTypeScriptTypes(program));
  return { folder, tarballs, remove: () => rm(folder, { recursive: true, force: true }) };
}
