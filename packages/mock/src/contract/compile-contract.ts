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

/** A contract of a document, and what had to be worked around. */
export interface ReadContract {
  readonly contract: Contract;
  readonly flaws: readonly Flaw[];
}

/**
 * Makes a contract of a description that somebody else has written.
 *
 * @param document Bundled: every `$ref` in it is local. It is not changed.
 * @throws {DocumentError} For what is no description of OpenAPI 3.
 * @example
 * const { contract, flaws } = readContract("moderation", document);
 */
export const readContract = (apiId: string, document: object): ReadContract => {
  const { document: normalized, flaws } = normalize(document);
  const unsent = attachWebhooks(normalized);
  return { contract: compileContract(apiId, normalized), flaws: [...flaws, ...unsent] };
};

/**
 * Makes a contract of a document that nothing was generated from. The checks of an operation are compiled when it is first
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
