import { styleText } from "node:util";
import { controlApiId } from "@task-contracts/mock/control/api-id";
import { durationInWords } from "./duration-in-words.ts";
import type { DefectEvent, DeliveryEvent, Log, LogEvent, RequestEvent } from "./log-event.ts";

/** What to log. */
interface TerminalOptions {
  /** Whether successful requests to the control API are logged too. Tests poll it, which would drown the rest. */
  readonly control?: boolean;
}

/**
 * Writes one line per request and per attempt to deliver a callback, for people. Further details
 * follow on separate lines. Times are in the time zone of this machine.
 *
 * @example
 * const log = terminalLog((line) => process.stdout.write(line));
 * // 12:03:01  200  POST /scale-v1/task/annotation  createAnnotationTask  task 65f0c1d2e3f4a5b6c7d8e9f0  3 ms
 * // 12:03:01  500  → http://127.0.0.1:5000/callback  taskCompleted  task 65f0c1d2e3f4a5b6c7d8e9f0  attempt 1  2 ms
 * //           retry in 13 s
 */
export const terminalLog =
  (write: (line: string) => void, { control = false }: TerminalOptions = {}): Log =>
  (event) => {
    if (!control && isControlCall(event)) return;
    const [line, ...details] = linesOf(event);
    write(`${styleText("dim", localTime(event.time))}  ${line}\n`);
    for (const detail of details) write(`${" ".repeat(10)}${printable(detail)}\n`);
  };

/** Rejected ones are always logged. */
const isControlCall = (event: LogEvent): boolean =>
  event.event === "request" && event.api === controlApiId && (event.status ?? 0) < 400;

const localTime = (time: string): string => {
  const date = new Date(time);
  return [date.getHours(), date.getMinutes(), date.getSeconds()]
    .map((part) => String(part).padStart(2, "0"))
    .join(":");
};

/** Text from clients and receivers must not control the terminal. */
export const printable = (text: string): string => text.replaceAll(/\p{Cc}/gu, "\uFFFD");

const linesOf = (event: LogEvent): [string, ...string[]] => {
  if (event.event === "request") return requestLines(event);
  return event.event === "delivery" ? deliveryLines(event) : defectLines(event);
};

const requestLines = (event: RequestEvent): [string, ...string[]] => {
  const { method, path, status, operation = "", task, duration, violations = [] } = event;
  const made = task === undefined || path.includes(task) ? "" : `task ${printable(task)}  `;
  const aside = styleText("dim", `${operation}  ${made}${Math.round(duration)} ms`);
  return [`${coloured(status)}  ${method} ${path}  ${aside}`, ...violations];
};

const deliveryLines = (event: DeliveryEvent): [string, ...string[]] => {
  const { url, callback, task, attempt, duration } = event;
  const aside = styleText("dim", `${callback}  task ${task}  attempt ${attempt}  ${Math.round(duration)} ms`);
  return [`${verdict(event)}  → ${printable(url)}  ${aside}`, ...sequel(event)];
};

/** An error next to a status explains why the response does not count. */
const verdict = ({ status, error, outcome }: DeliveryEvent): string => {
  if (outcome === "succeeded" && status !== undefined) return styleText("green", String(status));
  return styleText("red", printable([status, error].filter((part) => part !== undefined).join(" ")));
};

const sequel = ({ outcome, retryIn }: DeliveryEvent): string[] => {
  if (outcome === "failed") return ["given up: that was the last attempt"];
  return retryIn === undefined ? [] : [`retry in ${durationInWords(retryIn)}`];
};

const defectLines = ({ method, path, message }: DefectEvent): [string] => {
  const where = path === undefined ? "" : `${method} ${path}  `;
  return [`${styleText("red", "defect")}  ${where}${message}`];
};

const coloured = (status: number | undefined): string => {
  if (status === undefined) return styleText("red", "dropped");
  if (status >= 500) return styleText("red", String(status));
  return styleText(status >= 400 ? "yellow" : "green", String(status));
};
