import type { Engine } from "../engine/create-engine.ts";
import { EngineFailure } from "../engine/failure.ts";
import { initialSettings } from "../engine/accounts.ts";
import type { AccountRecord, DeliveryRecord, TaskRecord } from "../engine/model.ts";
import type { StoreDump } from "../engine/store/store.ts";
import { checkBody } from "./check-input.ts";

/** An exported snapshot: the records of a store, and the version of the format. */
export interface SnapshotFile extends StoreDump {
  readonly format: 1;
}

/** The number of records that a snapshot may have, so that checking one does not take long. */
const LARGEST = 1_000_000;

/**
 * Reads an exported snapshot, checks it, and gives its records new places in the order of the store.
 *
 * @throws {EngineFailure} 400 for a record that is not as it was exported, or whose API is not served.
 */
export const readSnapshotFile = async (engine: Engine, file: string): Promise<StoreDump> => {
  const { accounts, deliveries, tasks } = parse(file);
  if (accounts.length + tasks.length + deliveries.length > LARGEST)
    throw new EngineFailure(400, `The snapshot has more than ${LARGEST} records. Export fewer accounts.`);
  for (const [index, record] of accounts.entries()) {
    check(`accounts[${index}]`, record, accountRules);
    // It stands for all accounts, so that none can be reached by that key.
    if (record.key === "*") throw wrong(`accounts[${index}].key`, "*", "the key of one account");
    await checkSettings(`accounts[${index}]`, record);
  }
  const keys = new Set(accounts.map(({ key }) => key));
  if (keys.size < accounts.length)
    throw new EngineFailure(400, "accounts has an account twice. Import the file as it was exported.");
  tasks.forEach((record, index) => {
    const place = `tasks[${index}]`;
    check(place, record, taskRules);
    checkOwner(place, keys, record);
    if (!engine.lives(record.api)) throw notServed(`${place}.api`, record.api);
    if (!engine.knowsState(record.api, record.status))
      throw wrong(`${place}.status`, record.status, "a state of its life cycle");
  });
  deliveries.forEach((record, index) => {
    const place = `deliveries[${index}]`;
    check(place, record, deliveryRules);
    checkOwner(place, keys, record);
    if (!engine.delivers(record)) throw notServed(`${place}.callback`, `${record.api} ${record.callback}`);
  });
  checkIds(tasks.map(({ account, api, id }) => `${account} ${api} ${id}`));
  checkIds(deliveries.map(({ id }) => id));
  return { accounts, ...inOrder(engine, tasks, deliveries) };
};

const parse = (file: string): SnapshotFile => {
  let parsed: unknown;
  try {
    parsed = JSON.parse(file);
  } catch (error) {
    throw new EngineFailure(
      400,
      `file is not JSON: ${error instanceof Error ? error.message : "it cannot be parsed"}. Send what GET /_mock/snapshots/SNAPSHOT_ID returned.`,
    );
  }
  if (!isObject(parsed)) throw wrong("file", parsed, "an exported snapshot");
  if (parsed["format"] !== 1) throw wrong("file.format", parsed["format"], "1");
  for (const name of ["accounts", "tasks", "deliveries"]) {
    const records = parsed[name];
    if (!Array.isArray(records) || !records.every(isObject))
      throw wrong(`file.${name}`, records, "an array of records");
  }
  return parsed as unknown as SnapshotFile;
};

type Rules = Readonly<Record<string, readonly [kind: string, (value: unknown) => boolean]>>;

const text = ["a text", (value: unknown) => typeof value === "string" && value !== ""] as const;
const time = ["a time in milliseconds", (value: unknown) => isTime(value)] as const;
const maybeTime = [
  "a time in milliseconds",
  (value: unknown) => value === undefined || isTime(value),
] as const;
const object = ["an object", (value: unknown) => isObject(value)] as const;
const maybeObject = ["an object", (value: unknown) => value === undefined || isObject(value)] as const;
const number = ["an integer", (value: unknown) => Number.isSafeInteger(value)] as const;

const accountRules: Rules = {
  key: text,
  callbackAuthKey: text,
  clock: ["a clock", (value) => isClock(value)],
  settings: ["all settings of an account", (value) => isComplete(value)],
};

const taskRules: Rules = {
  api: text,
  account: text,
  id: text,
  sequence: number,
  createdAt: time,
  type: text,
  status: ["a text", (value) => typeof value === "string"],
  customerReviewStatus: ["a text", (value) => value === undefined || typeof value === "string"],
  dueAt: maybeTime,
  body: object,
  hidden: maybeObject,
};

const deliveryRules: Rules = {
  id: text,
  sequence: number,
  api: text,
  account: text,
  taskId: text,
  repeatOf: ["a text", (value) => value === undefined || typeof value === "string"],
  url: ["a URL", (value) => typeof value === "string" && URL.canParse(value)],
  callback: text,
  mediaType: text,
  payload: object,
  traceparent: ["a text", (value) => value === undefined || typeof value === "string"],
  status: ["a status", (value) => ["pending", "succeeded", "failed"].includes(String(value))],
  createdAt: time,
  attempts: ["attempts", (value) => Array.isArray(value) && value.every(isAttempt)],
  nextAttemptAt: maybeTime,
};

const check = (place: string, record: object, rules: Rules): void => {
  const fields = record as Readonly<Record<string, unknown>>;
  const unknown = Object.keys(fields).find((name) => !Object.hasOwn(rules, name));
  if (unknown !== undefined)
    throw new EngineFailure(
      400,
      `${place} has ${unknown}, which no record has. Import the file as it was exported.`,
    );
  for (const [name, [kind, isValid]] of Object.entries(rules))
    if (!isValid(fields[name])) throw wrong(`${place}.${name}`, fields[name], kind);
  if (
    Object.hasOwn(rules, "nextAttemptAt") &&
    (fields["status"] === "pending") !== (fields["nextAttemptAt"] !== undefined)
  )
    throw wrong(`${place}.nextAttemptAt`, fields["nextAttemptAt"], "a time exactly if the status is pending");
};

const checkOwner = (
  place: string,
  keys: ReadonlySet<string>,
  { account }: TaskRecord | DeliveryRecord,
): void => {
  if (!keys.has(account))
    throw new EngineFailure(
      400,
      `${place}.account is not among the accounts of the snapshot. Import the file as it was exported.`,
    );
};

const checkIds = (ids: readonly string[]): void => {
  if (new Set(ids).size < ids.length)
    throw new EngineFailure(400, "Two records have the same id. Import the file as it was exported.");
};

/** Shown at no greater length than an error needs. */
const wrong = (place: string, value: unknown, kind: string): EngineFailure => {
  const shown = JSON.stringify(value)?.slice(0, 60) ?? "missing";
  return new EngineFailure(
    400,
    `${place} is ${shown}, but must be ${kind}. Import the file as it was exported.`,
  );
};

const notServed = (place: string, name: string): EngineFailure =>
  new EngineFailure(
    400,
    `${place} is "${name.slice(0, 60)}", which this server does not serve. Start it with that contract.`,
  );

/** New numbers, since others may have those of the file by now. */
const inOrder = (
  { nextSequence }: Engine,
  tasks: readonly TaskRecord[],
  deliveries: readonly DeliveryRecord[],
): Pick<StoreDump, "deliveries" | "tasks"> => {
  const numbers = new Map(
    [...tasks, ...deliveries]
      .toSorted((left, right) => left.sequence - right.sequence)
      .map((record) => [record, nextSequence()]),
  );
  const renumber = <T extends object>(record: T): T => ({
    ...record,
    sequence: numbers.get(record as never),
  });
  return { tasks: tasks.map(renumber), deliveries: deliveries.map(renumber) };
};

const isTime = (value: unknown): boolean =>
  typeof value === "number" && Number.isFinite(value) && Math.abs(value) < 8.64e15;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isClock = (value: unknown): boolean =>
  isObject(value) &&
  Object.keys(value).length === 1 &&
  (isTime(value["offset"]) || isTime(value["frozenAt"]));

const isAttempt = (value: unknown): boolean =>
  isObject(value) &&
  isTime(value["at"]) &&
  typeof value["latencyMs"] === "number" &&
  (value["status"] === undefined || Number.isInteger(value["status"])) &&
  [value["error"], value["responseBody"]].every((it) => it === undefined || typeof it === "string");

const isComplete = (value: unknown): boolean =>
  isObject(value) &&
  Object.keys(value).length === Object.keys(initialSettings).length &&
  Object.keys(initialSettings).every((name) => Object.hasOwn(value, name));

/** Imported settings must be such as `updateSettings` takes. */
const checkSettings = async (place: string, { callbackAuthKey, settings }: AccountRecord): Promise<void> => {
  try {
    await checkBody("updateSettings", { ...settings, callbackAuthKey });
  } catch (error) {
    if (!(error instanceof EngineFailure)) throw error;
    throw new EngineFailure(400, `${place} has invalid settings: ${error.message}`);
  }
};
