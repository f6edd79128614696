import { readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { DocumentError } from "@task-contracts/openapi-model";
import { bundle } from "@task-contracts/openapi-model/redocly";
import { findApiFolders } from "./api-folders.ts";
import { checkExports } from "./check-exports.ts";
import { replaceFolder } from "./replace-folder.ts";

type Files = ReadonlyMap<string, string>;

/** A contract that nothing can be generated from. */
class ContractError extends Error {}

const root = fileURLToPath(new URL("..", import.meta.url));

/** `node scripts/generate.ts [folder of contracts] [folder to write]` */
async function main(
  contracts = dirname(fileURLToPath(import.meta.resolve("@task-contracts/openapi/package.json"))),
  output = join(root, "dist"),
): Promise<void> {
  const apis = findApiFolders(contracts);
  const parts = apis.map((id) => generate(id, resolve(contracts, id, "openapi.yaml")));
  const files = await Promise.all([generateShared(), ...parts]);
  const { exports } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as PackageJson;
  checkExports(exports, apis);
  await replaceFolder(output, new Map(files.flatMap((part) => Array.from(part))));
}

interface PackageJson {
  readonly exports: Readonly<Record<string, unknown>>;
}

// TypeScript is slow to load. The processes that bundle the contracts run meanwhile.

async function generateShared(): Promise<Files> {
  const { generateSharedModules } = await import("./shared-modules.ts");
  return generateSharedModules();
}

async function generateFiles(id: string, file: string): Promise<Files> {
  const [contract, { generateApi }] = await Promise.all([bundle(file), import("./api-modules.ts")]);
  return generateApi({ id, contract });
}

async function generate(id: string, file: string): Promise<Files> {
  const files = await generateFiles(id, file).catch((error: unknown) => {
    throw error instanceof DocumentError ? new ContractError(`${id}, ${error.message}`) : error;
  });
  const sizes = [...files]
    .filter(([path]) => !path.endsWith(".d.ts"))
    .map(([path, text]) => `${path} ${(Buffer.byteLength(text) / 1000).toFixed(1)} kB`);
  process.stdout.write(`${id}: ${sizes.join(", ")}\n`);
  return files;
}

try {
  await main(...process.argv.slice(2));
} catch (error) {
  // The stack shows a defect of the generator.
  const text = error instanceof ContractError ? error.message : ((error as Error).stack ?? String(error));
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
}
