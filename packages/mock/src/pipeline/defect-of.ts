import { StoreError } from "../engine/store/store-error.ts";

/**
 * The log message of an error: a sentence for the user if a store failed, else the stack.
 *
 * @example
 * log({ event: "defect", time, message: defectOf(error) });
 */
export const defectOf = (error: unknown): string => {
  if (error instanceof StoreError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
};
