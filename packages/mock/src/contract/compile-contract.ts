import { buildOperationTable } from "@task-contracts/contract-compiler/operation-table";
import { CheckCompiler } from "@task-contracts/contract-compiler/validators/check-compiler";
import {
  planCallbackChecks,
  planRequestChecks,
  planResponseChecks,
} from "@task-contracts/contract-compiler/validators/plan-checks";
import { type Flaw, normalize, type OpenApiDocument } from "@task-contracts/openapi-model";
import type { Contract, Validators } from "./contract.ts";
import { attachWebhooks } from "./inferred/webhooks.ts";

/** A contract of a document, and the flaws that were worked around. */
export interface ReadContract {
  readonly contract: Contract;
  readonly flaws: readonly Flaw[];
}

/**
 * Creates a contract from a description of the user.
 *
 * @param document Bundled: every `$ref` in it is local. It is not changed.
 * @throws {DocumentError} If the document is not an OpenAPI 3 description.
 * @example
 * const { contract, flaws } = readContract("moderation", document);
 */
export const readContract = (apiId: string, document: object): ReadContract => {
  const { document: normalized, flaws } = normalize(document);
  const unsent = attachWebhooks(normalized);
  return { contract: compileContract(apiId, normalized), flaws: [...flaws, ...unsent] };
};

/**
 * Creates a contract from a document without generated code. The checks of an operation are compiled when it is first
 * called.
 *
 * @param document Normalized.
 */
const compileContract = (apiId: string, document: OpenApiDocument): Contract => {
  const api = { id: apiId, contract: document, isForeign: true };
  const compiler = new CheckCompiler(api);
  const validators = {
    requests: compiler.table(planRequestChecks(api)),
    responses: compiler.table(planResponseChecks(api)),
  } as unknown as Validators;
  const callbacks = compiler.table(planCallbackChecks(api)) as unknown as Awaited<
    ReturnType<Contract["loadCallbackValidators"]>
  >;
  return {
    apiId,
    isInferred: true,
    operations: buildOperationTable(api),
    loadValidators: async () => validators,
    loadCallbackValidators: async () => callbacks,
    loadDocument: async () => document,
  };
};
