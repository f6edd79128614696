import type { Log } from "./log-event.ts";

/**
 * Keeps errors that a log throws, or that an asynchronous one rejects with, away from the server. A failure is reported once,
 * on the standard error.
 *
 * @example
 * const log = containLog(options.log);
 */
export const containLog = (log: Log): Log => {
  let hasFailed = false;
  const fail = (error: unknown): void => {
    if (hasFailed) return;
    hasFailed = true;
    process.emitWarning(
      `The function \`log\` failed: ${error instanceof Error ? error.message : String(error)}. The server continues; further failures are not reported.`,
      {
        type: "TaskMockWarning",
        ...(error instanceof Error && error.stack !== undefined && { detail: error.stack }),
      },
    );
  };
  return (event) => {
    try {
      // For TypeScript, an asynchronous function is a `Log` too.
      const outcome: unknown = log(event);
      if (outcome instanceof Promise) outcome.catch(fail);
    } catch (error) {
      fail(error);
    }
  };
};
