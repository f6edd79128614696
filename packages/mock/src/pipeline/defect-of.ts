import { StoreError } from "../engine/store/store-error.ts";

/**
 * What the log says of an error: for a store that failed a sentence for its owner, else where to look for the mistake.
 *
 * @example
 * log({ event: "defect", time, message: defectOf(error) });
 */
export const defectOf = (error: unknown): string => {
  if (error instanceof StoreError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
};
