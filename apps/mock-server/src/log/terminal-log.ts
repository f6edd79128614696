import { styleText } from "node:util";
import type { Log, RequestEvent } from "./log-event.ts";

/**
 * Writes one line per request, for people.
 *
 * @example
 * const log = terminalLog((line) => process.stdout.write(line));
 * // 12:03:01  200  POST /scale-v1/task/annotation  createAnnotationTask  3 ms
 */
export const terminalLog =
  (write: (line: string) => void): Log =>
  (event) => {
    const time = styleText("dim", event.time.slice(11, 19));
    if (event.event === "defect") {
      const where = event.path === undefined ? "" : `${event.method} ${event.path}  `;
      write(`${time}  ${styleText("red", "defect")}  ${where}${event.message}\n`);
      return;
    }
    const { method, path, operation = "", duration, violations = [] } = event;
    const aside = styleText("dim", `${operation}  ${Math.round(duration)} ms`);
    write(`${time}  ${status(event)}  ${method} ${path}  ${aside}\n`);
    for (const violation of violations) write(`${" ".repeat(10)}${printable(violation)}\n`);
  };

const status = ({ status: code }: RequestEvent): string => {
  if (code >= 500) return styleText("red", String(code));
  return styleText(code >= 400 ? "yellow" : "green", String(code));
};

/** Violations name properties that the client chose, which must not steer the terminal. */
const printable = (text: string): string => text.replaceAll(/\p{Cc}/gu, "\uFFFD");
