import type { BundledApi } from "@task-contracts/contract-compiler/bundled-api";
import { propertyName } from "../literal.ts";
import { Check, type CheckTable } from "@task-contracts/contract-compiler/validators/check";
import type { Mode } from "@task-contracts/contract-compiler/validators/mode";
import { createModeModule, type ModeModule } from "./mode-module.ts";

/** The source of modules by their names. */
export type Modules = ReadonlyMap<string, string>;

/** The name of the module that exports a table of validators; it imports the others. */
export const tableModule = "validators:table";

/**
 * Compiles a table of checks to modules: one with the table, and for each mode one with the functions.
 *
 * @example
 * await bundleModules(compileChecks(api, "requestValidators", planRequestChecks(api)));
 */
export function compileChecks(api: BundledApi, exportName: string, table: CheckTable): Modules {
  const modes = new Map<Mode, ModeModule>();
  const limited = new Map<string, string>();

  function write(part: Check | CheckTable, place: string): string {
    if (part instanceof Check) return writeCheck(part, place);
    const entries = Object.entries(part).map(
      ([key, value]) => `${propertyName(key)}: ${write(value, `${place} ${key}`)}`,
    );
    return `{ ${entries.join(", ")} }`;
  }

  function writeCheck({ mode, schema }: Check, place: string): string {
    const module = modes.get(mode) ?? createModeModule(api, mode);
    modes.set(mode, module);
    const compiled = `${mode.name}.${module.add(schema, place)}`;
    const name = compiled.replace(".", "_");
    limited.set(name, `const ${name} = limitErrors(${compiled});\n`);
    return name;
  }

  const body = write(table, exportName);
  const source = [
    `import { limitErrors } from "runtime:limit-errors";\n`,
    ...[...modes.keys()].map(({ name }) => `import * as ${name} from "mode:${name}";\n`),
    ...limited.values(),
    `export const ${exportName} = ${body};\n`,
  ];
  return new Map([
    [tableModule, source.join("")],
    ...[...modes].map(([{ name }, module]): [string, string] => [`mode:${name}`, module.source()]),
  ]);
}
