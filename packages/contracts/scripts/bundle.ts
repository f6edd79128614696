import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { Contract } from "./contract.ts";
import { ContractError } from "./contract-error.ts";

const redocly = join(
  dirname(createRequire(import.meta.url).resolve("@redocly/cli/package.json")),
  "bin/cli.js",
);

/** Two schemas of one name would otherwise become `Name` and `Name-2`, in an order that can change. */
const options = ["--component-renaming-conflicts-severity", "error"];

/** No calls home, no advertisements, no colours in error messages. */
const quiet = { REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true", NO_COLOR: "1" };

const run = promisify(execFile);

/**
 * Joins a contract's files into one document with local `$ref`s only, `discriminator.mapping` included.
 *
 * Redocly is run as a command, because its bundler is published in no other form.
 *
 * @example
 * const contract = await bundle("scale-v1", "openapi/scale-v1/openapi.yaml");
 */
export async function bundle(id: string, file: string): Promise<Contract> {
  const directory = await mkdtemp(join(tmpdir(), "contracts-bundle-"));
  const output = join(directory, "bundle.json");
  try {
    await run(process.execPath, [redocly, "bundle", file, "--output", output, ...options], {
      // Where no redocly.yaml is: its rules are for `lint`.
      cwd: dirname(file),
      env: { ...process.env, ...quiet },
    });
    return JSON.parse(await readFile(output, "utf8")) as Contract;
  } catch (error) {
    const details = (error as { stderr?: string }).stderr ?? String(error);
    throw new ContractError(id, file, "the contract cannot be bundled", `Correct it:\n${details.trim()}`, {
      cause: error,
    });
  } finally {
    await rm(directory, { recursive: true });
  }
}
