import { operationTable } from "@task-contracts/contracts/mock-control-v1";
import { controlApiId } from "./api-id.ts";
import type { Contract } from "../contract/contract.ts";

/** The mock's own API, described like the others. */
export const controlContract: Contract = {
  apiId: controlApiId,
  operations: operationTable,
  loadValidators: async () => ({
    requests: (await import("@task-contracts/contracts/mock-control-v1/request-validators"))
      .requestValidators,
    responses: (await import("@task-contracts/contracts/mock-control-v1/response-validators"))
      .responseValidators,
  }),
  loadCallbackValidators: async () =>
    (await import("@task-contracts/contracts/mock-control-v1/callback-validators")).callbackValidators,
  loadDocument: async () =>
    (await import("@task-contracts/contracts/mock-control-v1.json", { with: { type: "json" } })).default,
};
