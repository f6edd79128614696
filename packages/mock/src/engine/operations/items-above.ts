import type { OperationTable } from "@task-contracts/contracts";
import type { Roles } from "../../contract/roles.ts";

/** An operation below an item, with the parameter for the id of the item. */
export interface BelowItem {
  readonly operationId: string;
  readonly idParameter: string;
}

/**
 * Finds the operations below the items that some roles read. They may use another name for the parameter.
 *
 * @example
 * belowItems(operations, roles); // [{ operationId: "getSentences", idParameter: "transcript_id" }]
 */
export const belowItems = (operations: OperationTable, roles: Roles): BelowItem[] => {
  const items = [...roles].flatMap(([id, { kind }]) => {
    const path = kind === "read" ? operations[id]?.path : undefined;
    return path?.endsWith("}") === true ? [`${anonymous(path)}/`] : [];
  });
  return Object.entries(operations).flatMap(([operationId, { path }]) => {
    const above = items.find((item) => anonymous(path).startsWith(item));
    const idParameter = above && namesIn(path)[namesIn(above).length - 1];
    return idParameter === undefined ? [] : [{ operationId, idParameter }];
  });
};

const parameter = /\{([^{}/]*)\}/g;

const anonymous = (path: string): string => path.replaceAll(parameter, "{}");

const namesIn = (path: string): string[] => Array.from(path.matchAll(parameter), ([, name = ""]) => name);
