import { controlApiId } from "@task-contracts/mock/control/api-id";
import { fromLevel, type LogLevel } from "../log/log-levels.ts";
import { jsonLog } from "../log/json-log.ts";
import { batchLines } from "../log/line-batch.ts";
import type { Log } from "../log/log-event.ts";
import { terminalLog } from "../log/terminal-log.ts";
import { hasReaderLeft } from "./reader.ts";
import { terminalText } from "./terminal-text.ts";

/** The output of a command: text on a terminal, else lines of JSON on the standard output. */
export interface Output {
  readonly isForPeople: boolean;
  /** Requests and deliveries, in the format for the reader. */
  readonly log: Log;
  /** Writes text to the standard error, which is never parsed. */
  readonly tell: (text: string) => void;
  /** Writes a line of JSON, unless the standard output is a terminal. */
  readonly emit: (event: object) => void;
  /** Writes to the standard output. */
  readonly write: (text: string) => void;
}

/** What is written, and how. */
export interface OutputOptions {
  /** JSON, even on a terminal. */
  readonly json?: boolean;
  /** On a terminal, successful requests to the control API too. */
  readonly control?: boolean;
  /** No requests to the control API at all. */
  readonly hidesControl?: boolean;
  /** Nothing of the log that is less important. */
  readonly level?: LogLevel;
}

const withoutControl = (isHidden: boolean, log: Log): Log =>
  isHidden
    ? (event) => {
        if (event.event !== "request" || event.api !== controlApiId) log(event);
      }
    : log;

/**
 * @example
 * const output = openOutput();
 * output.tell("Ready.\n");
 */
export const openOutput = ({
  json = false,
  control = false,
  hidesControl = false,
  level = "debug",
}: OutputOptions = {}): Output => {
  const isForPeople = process.stdout.isTTY && !json;
  const write = batchLines((lines) => {
    // Without a reader, every write would fail again.
    if (!hasReaderLeft()) process.stdout.write(isForPeople ? terminalText(lines) : lines);
  });
  return {
    isForPeople,
    log: fromLevel(
      level,
      withoutControl(hidesControl, isForPeople ? terminalLog(write, { control }) : jsonLog(write)),
    ),
    tell: (text) => void process.stderr.write(terminalText(text)),
    emit: (event) => {
      if (!isForPeople) write(`${JSON.stringify(event)}\n`);
    },
    write,
  };
};
