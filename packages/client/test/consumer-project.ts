import { cp, mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { stripTypeScriptTypes } from "node:module";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { exec, tsc } from "./exec.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** A project outside of this repository that has installed the packed package. */
export interface ConsumerProject {
  readonly folder: string;
  readonly remove: () => Promise<void>;
}

/**
 * Makes an empty project and installs the packed package in it. No registry is needed, since what the package depends on
 * is copied from this repository. The project's programs are there three times: as TypeScript, in `built` without types,
 * and in `commonjs` as the compiler makes CommonJS of them.
 */
export const createConsumerProject = async (): Promise<ConsumerProject> => {
  const folder = await realpath(await mkdtemp(`${tmpdir()}/task-contracts-client-`));
  const openapiFetch = await realpath(`${root}node_modules/openapi-fetch`);
  await cp(openapiFetch, `${folder}/openapi-fetch`, { recursive: true });
  await cp(`${openapiFetch}/../openapi-typescript-helpers`, `${folder}/openapi-typescript-helpers`, {
    recursive: true,
    dereference: true,
  });
  const tarball = await pack(folder);
  const dependencies = {
    "@task-contracts/client": `file:${tarball}`,
    "openapi-fetch": "file:openapi-fetch",
    "openapi-typescript-helpers": "file:openapi-typescript-helpers",
  };
  await writeFile(`${folder}/package.json`, JSON.stringify({ private: true, type: "module", dependencies }));
  await exec(
    "npm",
    ["install", "--offline", "--install-links", "--no-audit", "--no-fund", "--ignore-scripts"],
    folder,
  );
  // The types of Node are no part of what is tested.
  await symlink(await realpath(`${root}node_modules/@types`), `${folder}/node_modules/@types`, "junction");
  await addPrograms(folder);
  return {
    folder,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
};

const pack = async (folder: string): Promise<string> => {
  const args = ["pack", root, "--pack-destination", folder, "--ignore-scripts", "--json"];
  const [packed] = JSON.parse(await exec("npm", args, folder)) as { readonly filename: string }[];
  if (!packed) throw new Error(`npm packed nothing in ${root}.`);
  return packed.filename;
};

const addPrograms = async (folder: string): Promise<void> => {
  await mkdir(`${folder}/built`);
  for (const name of ["program", "main", "worker"]) {
    const code = await readFile(`${root}test/consumer/${name}.ts`, "utf8");
    await writeFile(`${folder}/${name}.ts`, code);
    await writeFile(`${folder}/built/${name}.js`, stripTypeScriptTypes(code));
  }
  await mkdir(`${folder}/commonjs`);
  await writeFile(`${folder}/commonjs/package.json`, JSON.stringify({ type: "commonjs" }));
  for (const name of ["program.ts", "main.ts"])
    await cp(`${root}test/consumer/${name}`, `${folder}/commonjs/${name}`);
  const options = "--module node16 --target es2022 --lib es2023 --types node --strict".split(" ");
  await exec(process.execPath, [tsc, "main.ts", ...options], `${folder}/commonjs`);
};
