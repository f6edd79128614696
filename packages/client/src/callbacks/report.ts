import { toText } from "../core/to-text.ts";
import { CallbackError } from "./callback-error.ts";
import type { ReceiverOptions } from "./receiver.ts";

/**
 * Calls `onError`. Whatever it throws, or rejects with, goes to the console: a log that fails must not change how a
 * request is answered, or end the process.
 */
export const report = async (
  { onError }: Pick<ReceiverOptions<never>, "onError">,
  error: CallbackError,
): Promise<void> => {
  try {
    await onError?.(error);
  } catch (failure) {
    // oxlint-disable-next-line no-console -- there is no other place to report it
    console.error(`onError failed with ${toText(failure)}, for: ${error.message}`);
  }
};

/** Makes the response to a request that was refused. The sender learns no more than the status says. */
export const refuse = ({ code, status }: CallbackError): Response =>
  Response.json(
    { status_code: status, error: code },
    { status, headers: status === 405 ? { allow: "POST" } : {} },
  );

/** @example toCallbackError(new Error("disk full"), "The callback").message; // "The callback could not be handled: …" */
export const toCallbackError = (error: unknown, what: string): CallbackError =>
  error instanceof CallbackError
    ? error
    : new CallbackError("handler_failed", `${what} could not be handled: ${toText(error)}`, {
        cause: error,
      });
