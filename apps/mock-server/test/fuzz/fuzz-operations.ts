import { contractOperations, controlOperations } from "../support/contract-operations.ts";
import type { FuzzOperation } from "./wire-request.ts";

/** Every operation of every API, the control API included. */
export const fuzzOperations: readonly FuzzOperation[] = [...contractOperations, ...controlOperations];

/** Where an API is mounted. */
export const mountOf = (api: FuzzOperation["api"]): string =>
  api === "mock-control-v1" ? "/_mock" : `/${api}`;
