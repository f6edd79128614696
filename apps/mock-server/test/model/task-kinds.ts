import { operationCases } from "../support/contract-cases.ts";
import type { Json, ScaleApi } from "./state.ts";

/** A request to create a task, as the contract has it, and the task that it says will come of it. */
export interface TaskKind {
  readonly api: ScaleApi;
  readonly operation: string;
  readonly path: string;
  readonly request: Json;
  readonly pending: Json;
  /** A response that fits. */
  readonly response: Json;
}

const examplesOf = (api: ScaleApi, operation: string): Readonly<Record<string, unknown>> =>
  operationCases.find((it) => it.api === api && it.operationId === operation)?.responses["200"] ?? {};

/** Every create request of the Scale APIs that the contracts have as an example. */
export const taskKinds: readonly TaskKind[] = operationCases
  .filter(({ operationId }) => /^create\w+Task$/.test(operationId))
  .flatMap(({ api, operationId, path, requests }) =>
    Object.entries(requests).map(([name, request]) => ({
      api: api as ScaleApi,
      operation: operationId,
      path,
      request: request as Json,
      pending: examplesOf(api as ScaleApi, operationId)[name] as Json,
      response: (examplesOf(api as ScaleApi, "getTask")[name] as Json)["response"] as Json,
    })),
  );
