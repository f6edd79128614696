import { readFile } from "node:fs/promises";
import ts from "typescript";

const names = ["index", "operation", "validate", "validator-tables"];

/**
 * Writes the declarations of the types that are the same for all APIs, and the module without any code that
 * stands for them at run time.
 *
 * @example
 * [...(await generateSharedModules()).keys()]; // ["index.js", "index.d.ts", "operation.d.ts", …]
 */
export async function generateSharedModules(): Promise<Map<string, string>> {
  const declarations = names.map(async (name): Promise<[string, string]> => {
    const source = await readFile(new URL(`../src/${name}.ts`, import.meta.url), "utf8");
    const { outputText } = ts.transpileDeclaration(source, { fileName: `${name}.ts` });
    // In the sources, files import each other by the names they have there; published, they are `.js`.
    return [`${name}.d.ts`, outputText.replaceAll(/(from "\.\/[\w-]+)\.ts"/g, '$1.js"')];
  });
  return new Map([["index.js", "export {};\n"], ...(await Promise.all(declarations))]);
}
