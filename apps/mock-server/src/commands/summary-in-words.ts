import { printable } from "../log/terminal-log.ts";
import type { Summary } from "../proxy/tally.ts";

/**
 * The final summary of a proxy.
 *
 * @example
 * summaryInWords(proxy.summary());
 * // "\n3 requests, 1 of them with violations:\n  1×  getTask  In the response: status is 5, but must be a string.\n"
 */
export const summaryInWords = ({
  requests,
  faulty,
  unanswered,
  unchecked,
  violations,
  otherViolations,
}: Summary): string => {
  const total = `${requests} ${requests === 1 ? "request" : "requests"}`;
  const missed = [
    ...(otherViolations === 0 ? [] : [`${otherViolations} more violations of further kinds.`]),
    ...(unanswered === 0 ? [] : [`The upstream did not respond to ${unanswered} of them.`]),
    ...(unchecked === 0 ? [] : [`${unchecked} of them had a body that was too long to be checked.`]),
  ];
  if (faulty === 0) return ["", `${total}, none with violations.`, ...missed, ""].join("\n");
  const width = Math.max(...violations.map(({ count }) => String(count).length));
  const rows = violations.map(
    ({ operation = "unknown operation", count, example }) =>
      `  ${String(count).padStart(width)}×  ${operation}  ${printable(example)}`,
  );
  return ["", `${total}, ${faulty} of them with violations:`, ...rows, ...missed, ""].join("\n");
};
