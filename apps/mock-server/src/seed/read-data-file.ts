import { readFile } from "node:fs/promises";
import { extname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { MockError } from "@task-contracts/mock/mock-error";

/**
 * Reads a file of data: JSON, YAML, or a module whose default export it is.
 *
 * @throws {MockError} If it cannot be read.
 */
export const readDataFile = async (file: string): Promise<unknown> => {
  try {
    if ([".ts", ".mts", ".js", ".mjs"].includes(extname(file))) {
      const module = (await import(pathToFileURL(resolve(file)).href)) as { default?: unknown };
      return module.default;
    }
    const text = await readFile(file, "utf8");
    if (extname(file) === ".json") return JSON.parse(text);
    const { parseYaml } = await import("@redocly/openapi-core");
    return parseYaml(text);
  } catch (error) {
    throw new MockError(`${file} cannot be read: ${(error as Error).message}`);
  }
};
