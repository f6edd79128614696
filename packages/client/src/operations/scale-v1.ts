import { operationTable } from "@task-contracts/contracts/scale-v1";
import type { ApiOperations } from "../core/api-operation.ts";
import { summarizeOperations } from "./summarize-operations.ts";

/** The operations of scale-v1. The build replaces this module by its value. */
export const apiOperations: ApiOperations = summarizeOperations(operationTable);
