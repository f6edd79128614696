import type { BundledApi } from "@task-contracts/contract-compiler/bundled-api";
import { bundleModules } from "./bundle-modules.ts";
import { compileChecks } from "./compile-checks.ts";
import {
  planCallbackChecks,
  planRequestChecks,
  planResponseChecks,
} from "@task-contracts/contract-compiler/validators/plan-checks";

const groups = [
  { group: "request", plan: planRequestChecks, typedBy: "operations" },
  { group: "response", plan: planResponseChecks, typedBy: "operations" },
  { group: "callback", plan: planCallbackChecks, typedBy: "callbacks" },
];

/**
 * Writes an API's three modules of validators and their declarations.
 *
 * @example
 * [...(await generateValidators(api)).keys()]; // ["scale-v1/request-validators.js", …]
 */
export async function generateValidators(api: BundledApi): Promise<Map<string, string>> {
  const files = groups.map(async ({ group, plan, typedBy }): Promise<[string, string][]> => {
    const path = `${api.id}/${group}-validators`;
    const code = await bundleModules(compileChecks(api, `${group}Validators`, plan(api)));
    return [
      [`${path}.js`, code],
      [`${path}.d.ts`, declare(api.id, group, typedBy)],
    ];
  });
  return new Map((await Promise.all(files)).flat());
}

function declare(api: string, group: string, typedBy: string): string {
  const type = `${group.charAt(0).toUpperCase()}${group.slice(1)}Validators`;
  return `import type { ${type} } from "../index.js";
import type { ${typedBy} } from "../${api}.js";

/** The ${group} validators of ${api}, compiled from its contract. */
export declare const ${group}Validators: ${type}<${typedBy}>;
`;
}
