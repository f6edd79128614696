import type { Operation } from "@task-contracts/contracts";

/**
 * The key under which a contract documents a status: the status, its range or `default`.
 *
 * @example
 * documentedStatus(operation.responses, 404); // "4XX"
 */
export const documentedStatus = (responses: Operation["responses"], status: number): string | undefined => {
  const exact = String(status);
  // The usual case, so the other keys are not even created for it.
  if (Object.hasOwn(responses, exact)) return exact;
  return [`${exact.slice(0, 1)}XX`, "default"].find((key) => Object.hasOwn(responses, key));
};
