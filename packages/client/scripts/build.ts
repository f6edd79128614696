import { cp, glob, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { compile } from "./compile.ts";
import { relativeSpecifiers } from "./relative-specifiers.ts";
import { writeCommonJs } from "./write-commonjs.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = `${root}dist`;
const contracts = fileURLToPath(new URL(".", import.meta.resolve("@task-contracts/contracts/scale-v1.json")));

/** The APIs that have a client. */
const apis = (await readdir(`${root}src/operations`)).flatMap(
  (file) => /^(\w+-(?:v\d+|beta))\.ts$/.exec(file)?.[1] ?? [],
);

/** What the sources take from the contracts, and what that needs in its turn. */
const needed = new RegExp(
  `^(index|operation|validate|validator-tables|${apis.join("|")})\\.d\\.ts$|^scale-(v1|beta)/callback-validators\\.`,
);

/**
 * Puts what comes from the contracts into the package, so that those who install it need no second one: types, and the
 * code of validators. The contracts' own package is many times as large.
 */
const includeContracts = async (): Promise<void> => {
  for (const path of await filesOf(contracts)) {
    if (needed.test(path)) await cp(`${contracts}${path}`, `${dist}/contracts/${path}`);
  }
};

/** The files of a folder that match, below it, with the slashes that imports have on every system. */
const filesOf = async (cwd: string, pattern = "**/*.{js,d.ts}"): Promise<string[]> => {
  const files: string[] = [];
  for await (const path of glob(pattern, { cwd })) files.push(path.replaceAll("\\", "/"));
  return files;
};

/** Replaces the modules that derive something from a contract by what they derive. */
const evaluateOperations = async (): Promise<void> => {
  for (const path of await filesOf(`${dist}/operations`, "*-*.js")) {
    const source = new URL(`../src/operations/${path.replace(/js$/, "ts")}`, import.meta.url);
    const { apiOperations } = (await import(source.href)) as { readonly apiOperations?: object };
    if (apiOperations) {
      const code = `export const apiOperations = ${JSON.stringify(apiOperations, null, 2)};\n`;
      await writeFile(`${dist}/operations/${path}`, code);
    } else await rm(`${dist}/operations/${path}`);
  }
};

await rm(dist, { recursive: true, force: true });
await compile(root);
await includeContracts();
await evaluateOperations();
for (const path of await filesOf(dist)) {
  await writeFile(`${dist}/${path}`, relativeSpecifiers(await readFile(`${dist}/${path}`, "utf8"), path));
}
const { exports } = JSON.parse(await readFile(`${root}package.json`, "utf8")) as { readonly exports: object };
await writeCommonJs(
  root,
  Object.keys(exports).flatMap((path) => /^\.\/([\w-]+)$/.exec(path)?.[1] ?? []),
);
