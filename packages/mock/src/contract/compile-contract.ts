import { buildOperationTable } from "@task-contracts/contract-compiler/operation-table";
import { CheckCompiler } from "@task-contracts/contract-compiler/validators/check-compiler";
import {
  planCallbackChecks,
  planRequestChecks,
  planResponseChecks,
} from "@task-contracts/contract-compiler/validators/plan-checks";
import type { OpenApiDocument } from "@task-contracts/openapi-model";
import type { Contract, Validators } from "./contract.ts";

/**
 * Makes a contract of a document that nothing was generated from. The checks of an operation are compiled when it is first
 * called.
 *
 * @param document Bundled: every `$ref` in it is local.
 * @throws {DocumentError} If an operation lacks what the mock needs, or has what it does not know.
 * @example
 * const contract = compileContract("moderation", document);
 */
export const compileContract = (apiId: string, document: OpenApiDocument): Contract => {
  const api = { id: apiId, contract: document };
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
    operations: buildOperationTable(api),
    loadValidators: async () => validators,
    loadCallbackValidators: async () => callbacks,
    loadDocument: async () => document,
  };
};
