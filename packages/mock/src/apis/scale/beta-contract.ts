import { operationTable as scaleBeta } from "@task-contracts/contracts/scale-beta";
import type { Contract } from "../../contract/contract.ts";

/** The imports are literal so that the bundler finds them. */
export const scaleBetaContract: Contract = {
  apiId: "scale-beta",
  operations: scaleBeta,
  loadValidators: async () => ({
    requests: (await import("@task-contracts/contracts/scale-beta/request-validators")).requestValidators,
    responses: (await import("@task-contracts/contracts/scale-beta/response-validators")).responseValidators,
  }),
  loadCallbackValidators: async () =>
    (await import("@task-contracts/contracts/scale-beta/callback-validators")).callbackValidators,
  loadDocument: async () =>
    (await import("@task-contracts/contracts/scale-beta.json", { with: { type: "json" } })).default,
};
