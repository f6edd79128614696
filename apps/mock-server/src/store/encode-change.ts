import type { StoreChange } from "@task-contracts/mock/engine/store/store";
import { StoreError } from "@task-contracts/mock/engine/store/store-error";

/** A change, and its serialized record. */
export interface EncodedChange {
  readonly change: StoreChange;
  /** Empty if nothing is put. */
  readonly json: string;
}

/** Serializes the record of a change. What cannot be serialized fails before it could keep others from being stored. */
export const encodeChange = (change: StoreChange): EncodedChange => {
  if ("delete" in change) return { change, json: "" };
  try {
    return { change, json: JSON.stringify(change.record) };
  } catch (error) {
    throw new StoreError(
      `A change of a ${change.put} was not stored: its record is not JSON (${String(error)}). Leave out what JSON does not know.`,
      { cause: error },
    );
  }
};
