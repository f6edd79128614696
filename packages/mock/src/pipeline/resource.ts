import type { Operation } from "@task-contracts/contracts";
import type { RequestValidators, ResponseValidators } from "../contract/contract.ts";

/** An operation with its compiled checks: Prism's resource. */
export interface Resource {
  readonly operationId: string;
  readonly operation: Operation;
  readonly request: RequestValidators;
  readonly responses: ResponseValidators;
}
