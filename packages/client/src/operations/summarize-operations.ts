import type { Operation, OperationTable } from "@task-contracts/contracts";
import type { ApiOperation, ApiOperations } from "../core/api-operation.ts";

/**
 * Takes out of a contract's operation table what a client needs. The build does this once for all, since the table is
 * four times as large.
 *
 * @example
 * summarizeOperations(operationTable).getTask; // { method: "GET", path: "/task/{task_id}" }
 */
export const summarizeOperations = (table: OperationTable): ApiOperations =>
  Object.fromEntries(Object.entries(table).map(([id, operation]) => [id, summarize(operation)]));

const summarize = ({ method, path, parameters, requestMediaTypes, responses }: Operation): ApiOperation => {
  const answers = responses[200] ?? [];
  return {
    method,
    path,
    ...(parameters.some((parameter) => parameter.in === "query") && { takes: "query" }),
    ...(requestMediaTypes.length > 0 && { takes: "body" }),
    ...(answers.includes("text/plain") && { gives: "text" }),
    ...(answers.length === 0 && { gives: "nothing" }),
  };
};
