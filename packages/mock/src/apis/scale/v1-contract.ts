import { operationTable as scaleV1 } from "@task-contracts/contracts/scale-v1";
import type { Contract } from "../../contract/contract.ts";

/** The imports are literal so that the bundler finds them. */
export const scaleV1Contract: Contract = {
  apiId: "scale-v1",
  operations: scaleV1,
  loadValidators: async () => ({
    requests: (await import("@task-contracts/contracts/scale-v1/request-validators")).requestValidators,
    responses: (await import("@task-contracts/contracts/scale-v1/response-validators")).responseValidators,
  }),
  loadCallbackValidators: async () =>
    (await import("@task-contracts/contracts/scale-v1/callback-validators")).callbackValidators,
  loadDocument: async () =>
    (await import("@task-contracts/contracts/scale-v1.json", { with: { type: "json" } })).default,
};
