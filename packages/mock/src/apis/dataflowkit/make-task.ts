import type { Account } from "../../engine/account.ts";
import type { JsonObject, TaskRecord } from "../../engine/model.ts";

export type TaskKind = "extraction" | "conversion";

/** The default payload of a task. */
const defaultPayloads: Readonly<Record<TaskKind, JsonObject>> = {
  extraction: {
    name: "Products of a shop",
    request: { url: "https://shop.example/products" },
    fields: [{ name: "title" }, { name: "price" }, { name: "link" }],
    format: "csv",
  },
  conversion: {
    name: "Products for print",
    source: "https://shop.example/products.csv",
    destination: "xlsx",
  },
};

/** The properties of a new task. */
interface NewTask {
  readonly kind: TaskKind;
  readonly sequence: number;
  readonly payload?: JsonObject | undefined;
  /** By the clock of the account. Default: now. */
  readonly createdAt?: number;
  /** Generates an id with this number of letters and digits. */
  readonly makeId: (length: number) => string;
}

/** Creates a task that was not run yet, and is not scheduled. */
export const makeTask = (
  account: Account,
  { kind, sequence, payload = {}, createdAt = account.now(), makeId }: NewTask,
): TaskRecord => {
  const id = makeId(24);
  return {
    api: "dataflowkit-v1",
    account: account.key,
    id,
    sequence,
    createdAt,
    type: kind,
    status: "initialized",
    body: {
      id,
      payloadID: `t-${makeId(22)}`,
      storeID: makeId(25),
      ...(kind === "extraction" ? { requests: 0 } : {}),
      status: "initialized",
      createdAt: zonelessTime(createdAt),
      startTime: null,
      endTime: null,
    },
    hidden: { payload: { ...defaultPayloads[kind], ...payload } },
  };
};

/** The kind of a task that `makeTask` created. */
export const kindOf = ({ type }: TaskRecord): TaskKind =>
  type === "conversion" ? "conversion" : "extraction";

/** The payload of a task. */
export const payloadOf = ({ hidden }: TaskRecord): JsonObject => (hidden?.["payload"] ?? {}) as JsonObject;

/**
 * Formats a time as Dataflow Kit does: in UTC, to the second, without a zone (dataflowkit-v1, Times).
 *
 * @example
 * zonelessTime(0); // "1970-01-01T00:00:00"
 */
export const zonelessTime = (time: number): string => new Date(time).toISOString().slice(0, 19);
