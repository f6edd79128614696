import type { Settings } from "@task-contracts/mock/control/account-controls";
import { MockError } from "@task-contracts/mock/mock-error";

/** What there is when a server starts with a seed. */
export interface Seed {
  /** By API key. */
  readonly accounts: ReadonlyMap<string, SeedAccount>;
}

/** An account to begin with. */
export interface SeedAccount {
  /** Its settings, `callbackAuthKey` among them: as `updateSettings` of the control API takes them. */
  readonly settings?: Partial<Settings>;
  /** The time that its clock shows and stays at, in ISO 8601. It is not in the past: time only goes forward. */
  readonly frozenAt?: string;
  /** Whether its clock stays at the time of the start. */
  readonly frozen?: boolean;
  /** In the order of their creation. */
  readonly tasks: readonly SeedTask[];
}

/** A task to begin with: a request to the operation that creates it. */
export interface SeedTask {
  /** Default: the first API that has the operation. */
  readonly api?: string;
  readonly operation: string;
  /** The parameters in its path. */
  readonly path?: Readonly<Record<string, string | number>>;
  readonly body?: unknown;
}

const fields = {
  seed: ["accounts"],
  account: ["settings", "frozen", "frozenAt", "tasks"],
  task: ["api", "operation", "path", "body"],
};

/**
 * Reads the data of a seed.
 *
 * @param file For messages.
 * @throws {MockError} If it is not a seed: the message says where.
 * @example
 * readSeed({ accounts: { live_shop: { settings: { completionDelayMs: 1000 } } } }, "seed.yaml");
 */
export const readSeed = (data: unknown, file: string): Seed => {
  const { accounts = {} } = objectOf(data, { file, place: "it", allowed: fields.seed });
  return {
    accounts: new Map(
      Object.entries(objectOf(accounts, { file, place: "accounts" })).map(([key, account]) => {
        const place = `accounts.${key}`;
        const {
          frozen,
          frozenAt,
          settings,
          tasks = [],
        } = objectOf(account ?? {}, { file, place, allowed: fields.account });
        if (!Array.isArray(tasks)) throw wrong(file, `${place}.tasks`, "must be a list of tasks");
        return [
          key,
          {
            ...(settings !== undefined && {
              settings: objectOf(settings, { file, place: `${place}.settings` }),
            }),
            ...(frozen === true && { frozen }),
            ...(frozenAt !== undefined && { frozenAt: timeOf(frozenAt, file, `${place}.frozenAt`) }),
            tasks: tasks.map((task, index) => readTask(task, file, `${place}.tasks[${index}]`)),
          },
        ];
      }),
    ),
  };
};

/** YAML has times of its own. */
const timeOf = (value: unknown, file: string, place: string): string => {
  const time = typeof value === "string" || value instanceof Date ? new Date(value) : new Date(Number.NaN);
  if (Number.isNaN(time.getTime())) throw wrong(file, place, "must be a time such as 2026-03-02T09:00:00Z");
  return time.toISOString();
};

const readTask = (task: unknown, file: string, place: string): SeedTask => {
  const { api, body, operation, path } = objectOf(task, { file, place, allowed: fields.task });
  if (api !== undefined && typeof api !== "string")
    throw wrong(file, `${place}.api`, "must be the id of an API");
  if (typeof operation !== "string")
    throw wrong(file, `${place}.operation`, "must be the operationId that creates the task");
  return {
    operation,
    ...(api !== undefined && { api }),
    ...(path !== undefined && {
      path: objectOf(path, { file, place: `${place}.path` }) as SeedTask["path"] & object,
    }),
    ...(body !== undefined && { body }),
  };
};

const objectOf = (
  value: unknown,
  {
    allowed,
    file,
    place,
  }: { readonly file: string; readonly place: string; readonly allowed?: readonly string[] },
): Record<string, unknown> => {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw wrong(file, place, "must be an object");
  const unknown = allowed && Object.keys(value).find((name) => !allowed.includes(name));
  if (unknown !== undefined)
    throw wrong(file, `${place}.${unknown}`, `is unknown: there are ${allowed?.join(", ")}`);
  return value as Record<string, unknown>;
};

const wrong = (file: string, place: string, what: string): MockError =>
  new MockError(`The seed ${file} is wrong: ${place} ${what}.`);
