/**
 * How to say which account a change is for, which the control API does not guess.
 *
 * @example
 * explainMissing("resetState", "account"); // "Add ?account=KEY for one account, or ?account=* for all."
 */
export const explainMissing = (operationId: string, parameter: string): string | undefined => {
  if (parameter !== "account") return undefined;
  // A task belongs to one account.
  if (operationId === "createDataflowkitTask") return "Add ?account=KEY, the API key of the account.";
  return "Add ?account=KEY for one account, or ?account=* for all.";
};
