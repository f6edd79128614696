import { operationTable as dataflowkitV1 } from "@task-contracts/contracts/dataflowkit-v1";
import type { Contract } from "../../contract/contract.ts";

/** The imports are literal so that the bundler finds them. */
export const dataflowkitV1Contract: Contract = {
  apiId: "dataflowkit-v1",
  operations: dataflowkitV1,
  loadValidators: async () => ({
    requests: (await import("@task-contracts/contracts/dataflowkit-v1/request-validators")).requestValidators,
    responses: (await import("@task-contracts/contracts/dataflowkit-v1/response-validators"))
      .responseValidators,
  }),
  loadCallbackValidators: async () =>
    (await import("@task-contracts/contracts/dataflowkit-v1/callback-validators")).callbackValidators,
  loadDocument: async () =>
    (await import("@task-contracts/contracts/dataflowkit-v1.json", { with: { type: "json" } })).default,
};
