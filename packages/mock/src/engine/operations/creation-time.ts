/**
 * Whether a property is the time of creation, or of the last change, which is the same for a new task.
 *
 * @example
 * isCreationTime("createdAt"); // true
 */
export const isCreationTime = (name: string): boolean =>
  /^(?:(?:date|time)_?)?(?:created?|creation|updated?|modified|last_?(?:updated|modified))(?:_?(?:at|on|time|date|timestamp))?$/i.test(
    name,
  );
