/**
 * Whether a property says when something was created, or changed last, which of a new task is the same.
 *
 * @example
 * isCreationTime("createdAt"); // true
 */
export const isCreationTime = (name: string): boolean =>
  /^(?:(?:date|time)_?)?(?:created?|creation|updated?|modified|last_?(?:updated|modified))(?:_?(?:at|on|time|date|timestamp))?$/i.test(
    name,
  );
