import type { BundledApi } from "@task-contracts/contract-compiler/bundled-api";
import type { Operation } from "@task-contracts/contract-compiler/operation";
import { literalCode, literalType, propertyName } from "./literal.ts";
import { buildOperationTable } from "@task-contracts/contract-compiler/operation-table";
import { emitTypes } from "./types.ts";
import { generateValidators } from "./validators/validator-modules.ts";

/**
 * Writes all that the package offers for one API: the bundle, the types with the operation table, and three
 * modules of validators. The result has the texts of files by their path below `dist`.
 *
 * @example
 * [...(await generateApi(api)).keys()]; // ["scale-v1.json", "scale-v1.d.ts", "scale-v1.js", …]
 */
export async function generateApi(api: BundledApi): Promise<Map<string, string>> {
  const table = buildOperationTable(api);
  const types = await emitTypes(api);
  return new Map([
    [`${api.id}.json`, `${JSON.stringify(api.contract, null, 2)}\n`],
    [`${api.id}.d.ts`, declareOperations(api.id, Object.entries(table)) + types],
    [`${api.id}.js`, operationsModule(literalCode(table))],
    ...(await generateValidators(api)),
  ]);
}

function declareOperations(api: string, operations: readonly [string, Operation][]): string {
  const members = operations.map(
    ([id, operation]) => `  readonly ${propertyName(id)}: ${literalType(operation)};\n`,
  );
  return `import type { ExactOperationTable } from "./index.js";

/** The operations of ${api}, by operationId. */
export declare const operationTable: ExactOperationTable<{
${members.join("")}}>;

`;
}

/** The table, frozen to the last array, since everybody who imports it gets the same one. */
function operationsModule(table: string): string {
  return `const freeze = (value) => {
  for (const part of Object.values(value)) if (typeof part === "object") freeze(part);
  return Object.freeze(value);
};

export const operationTable = /* @__PURE__ */ freeze(${table});
`;
}
