import type { Log, LogEvent } from "./log-event.ts";

/** From the least to the most important. */
export const logLevels = ["debug", "info", "warn", "error"] as const;

export type LogLevel = (typeof logLevels)[number];

/**
 * How important an event is: a defect is an error; a request or an attempt that failed, or that breaks its contract, is a warning.
 *
 * @example
 * levelOf({ event: "defect", time, message }); // "error"
 */
export const levelOf = (event: LogEvent): LogLevel => {
  if (event.event === "defect") return "error";
  if (event.event === "delivery") return event.outcome === "succeeded" ? "info" : "warn";
  const { status = 0, violations } = event;
  return status >= 400 || status === 0 || violations ? "warn" : "info";
};

/**
 * Leaves out what is less important.
 *
 * @example
 * const log = fromLevel("warn", terminalLog(write));
 */
export const fromLevel =
  (least: LogLevel, log: Log): Log =>
  (event) => {
    if (logLevels.indexOf(levelOf(event)) >= logLevels.indexOf(least)) log(event);
  };
