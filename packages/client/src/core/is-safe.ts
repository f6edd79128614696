/**
 * Whether an operation may be repeated: it may if it changes nothing. The name tells, since by the rules of our contracts
 * it begins with `get` or `list` then, and only then. The method does not: Dataflow Kit reads with POST. It only counts
 * for paths that the contract does not have, which are called by their method.
 *
 * @example
 * isSafe("getTaskInfo"); // true
 * isSafe("cancelTask"); // false
 */
export const isSafe = (operationId: string): boolean => /^((get|list)[A-Z]|(GET|HEAD)$)/.test(operationId);

/**
 * What to do when it is not certain whether an operation had an effect, as the end of a message. Empty for those that only
 * read.
 */
export const checkFirst = (operationId: string): string => {
  if (isSafe(operationId)) return "";
  return operationId.startsWith("create")
    ? " The task may exist: check listTasks before you retry."
    : " It may have had an effect: check before you retry.";
};
