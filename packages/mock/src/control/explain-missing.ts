/**
 * Explains how to name the account of a change, which the control API does not guess.
 *
 * @param ofOneAccount The operations that cannot apply to all accounts.
 * @example
 * createExplainMissing([])("resetState", "account"); // "Add ?account=KEY for one account, or ?account=* for all."
 */
export const createExplainMissing =
  (ofOneAccount: readonly string[]) =>
  (operationId: string, parameter: string): string | undefined => {
    if (parameter !== "account") return undefined;
    return ofOneAccount.includes(operationId)
      ? "Add ?account=KEY, the API key of the account."
      : "Add ?account=KEY for one account, or ?account=* for all.";
  };
