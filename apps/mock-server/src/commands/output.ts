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

/**
 * @example
 * const output = openOutput();
 * output.tell("Ready.\n");
 */
export const openOutput = ({ json = false, control = false } = {}): Output => {
  const isForPeople = process.stdout.isTTY && !json;
  const write = batchLines((lines) => {
    // Without a reader, every write would fail again.
    if (!hasReaderLeft()) process.stdout.write(isForPeople ? terminalText(lines) : lines);
  });
  return {
    isForPeople,
    log: isForPeople ? terminalLog(write, { control }) : jsonLog(write),
    tell: (text) => void process.stderr.write(terminalText(text)),
    emit: (event) => {
      if (!isForPeople) write(`${JSON.stringify(event)}\n`);
    },
    write,
  };
};
