import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { OpenApiDocument } from "@task-contracts/openapi-model";
import type { Changes } from "./compare-releases.ts";
import { recordFolder } from "./files.ts";

/**
 * Records the contracts that a release changes, under its version, which it also writes into their descriptions. A
 * contract that did not change keeps the version of the release that last changed it.
 *
 * @param root The root of the repository.
 */
export async function writeRecord(
  root: string,
  version: string,
  present: ReadonlyMap<string, OpenApiDocument>,
  changes: Changes,
): Promise<void> {
  const folder = join(root, recordFolder);
  await mkdir(folder, { recursive: true });
  for (const id of changes.keys()) {
    const contract = present.get(id);
    const file = join(folder, `${id}.json`);
    if (contract === undefined) {
      await rm(file);
      continue;
    }
    const released = { ...contract, info: { ...contract.info, version } };
    await writeFile(file, `${JSON.stringify(released, null, 2)}\n`);
    const description = join(root, "openapi", id, "openapi.yaml");
    await writeFile(description, withVersion(await readFile(description, "utf8"), version));
  }
}

/**
 * Puts a version into the text of a description, and changes nothing else in it.
 *
 * @example
 * withVersion("info:\n  title: Kiln\n  version: 0.1.0\n", "0.2.0"); // "info:\n  title: Kiln\n  version: 0.2.0\n"
 */
export function withVersion(text: string, version: string): string {
  const pattern = /^(info:\n(?: +.*\n)*? {2}version:) *.*$/m;
  if (!pattern.test(text)) throw new Error("The description has no line `version:` in its `info`.");
  return text.replace(pattern, `$1 ${version}`);
}
