import { readFile } from "node:fs/promises";
import ts from "typescript";

const compiler = "@task-contracts/contract-compiler/";

/** The files by the names under which they are published. What the compiler of contracts gives is published here as well. */
const files = {
  index: new URL("../src/index.ts", import.meta.url),
  operation: new URL(import.meta.resolve(`${compiler}operation`)),
  validate: new URL(import.meta.resolve(`${compiler}validate`)),
  "validator-tables": new URL("../src/validator-tables.ts", import.meta.url),
};

/**
 * Writes the declarations of the types that are the same for all APIs, and the module without any code that
 * stands for them at run time.
 *
 * @example
 * [...(await generateSharedModules()).keys()]; // ["index.js", "index.d.ts", "operation.d.ts", …]
 */
export async function generateSharedModules(): Promise<Map<string, string>> {
  const declarations = Object.entries(files).map(async ([name, file]): Promise<[string, string]> => {
    const source = await readFile(file, "utf8");
    const { outputText } = ts.transpileDeclaration(source, { fileName: `${name}.ts` });
    // In the sources, files import each other by the names they have there; published, they lie side by side.
    return [
      `${name}.d.ts`,
      outputText.replaceAll(
        /from "(?:\.|@task-contracts\/contract-compiler)\/([\w-]+)(?:\.ts)?"/g,
        'from "./$1.js"',
      ),
    ];
  });
  return new Map([["index.js", "export {};\n"], ...(await Promise.all(declarations))]);
}
