/**
 * How to say which account a change is for, which the control API does not guess.
 *
 * @param ofOneAccount The operations that cannot be meant for all accounts.
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
