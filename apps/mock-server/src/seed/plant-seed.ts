import type { Contract } from "@task-contracts/mock/contract/contract";
import type { AccountHandle } from "@task-contracts/mock/control/account-handle";
import { MockError } from "@task-contracts/mock/mock-error";
import type { Seed, SeedAccount, SeedTask } from "./seed-file.ts";

/** The server that a seed is for. */
export interface Ground {
  /** The base URL of an API. */
  readonly url: (api: string) => string;
  readonly contracts: readonly Contract[];
  readonly account: (key: string) => AccountHandle;
  /** The accounts that are there already: those of an earlier run stay as they are. */
  readonly existing: ReadonlySet<string>;
}

/**
 * Creates the accounts of a seed that are not there yet, with their settings, clocks and tasks. An account that fails is removed
 * again, so that the next start creates all of it.
 *
 * @throws {MockError} If a task has an unknown operation, before there is any account, or cannot be created: the message has
 * the response.
 */
export const plantSeed = async ({ accounts }: Seed, ground: Ground): Promise<void> => {
  for (const [key, { tasks }] of accounts) for (const task of tasks) checkOperation(key, task, ground);
  for (const [key, account] of accounts) {
    if (ground.existing.has(key)) continue;
    try {
      await plantAccount(key, account, ground);
    } catch (error) {
      await ground
        .account(key)
        .reset()
        .catch(() => undefined);
      throw new MockError(`The account ${key} of the seed could not be made: ${(error as Error).message}`, {
        cause: error,
      });
    }
  }
};

const plantAccount = async (
  key: string,
  { frozen = false, frozenAt, settings = {}, tasks }: SeedAccount,
  ground: Ground,
): Promise<void> => {
  const account = ground.account(key);
  const { clock } = account;
  // Either makes the account, even if nothing is to be said of it.
  if (frozen || frozenAt !== undefined) await clock.freeze();
  else await clock.resume();
  if (frozenAt !== undefined) await clock.set(frozenAt);
  if (Object.keys(settings).length > 0) await account.updateSettings(settings);
  for (const task of tasks) await createTask(key, task, ground);
};

/** The first API that has the operation of a task. */
const contractOf = (task: SeedTask, { contracts }: Ground): Contract | undefined =>
  contracts.find(
    ({ apiId, operations }) => (task.api ?? apiId) === apiId && Object.hasOwn(operations, task.operation),
  );

const checkOperation = (key: string, task: SeedTask, ground: Ground): void => {
  if (contractOf(task, ground)) return;
  throw new MockError(
    `The account ${key} of the seed could not be made: a task has the operation ${task.operation}, which no API that is served has.`,
  );
};

const createTask = async (key: string, task: SeedTask, ground: Ground): Promise<void> => {
  const { url } = ground;
  const contract = contractOf(task, ground);
  const operation = contract?.operations[task.operation];
  if (!contract || !operation) throw new Error(`${task.operation} was not checked.`);
  const path = operation.path.replaceAll(/\{([^}]+)\}/g, (_, name: string) =>
    encodeURIComponent(String(task.path?.[name] ?? "")),
  );
  const target = new URL(url(contract.apiId) + path);
  const headers: Record<string, string> =
    task.body === undefined ? {} : { "content-type": "application/json" };
  for (const scheme of operation.security) {
    if (scheme.type === "http")
      headers["authorization"] = scheme.scheme === "basic" ? `Basic ${btoa(`${key}:`)}` : `Bearer ${key}`;
    else if (scheme.type === "apiKey" && scheme.in === "query") target.searchParams.set(scheme.name, key);
    else if (scheme.type === "apiKey" && scheme.in === "header") headers[scheme.name] = key;
    else if (scheme.type === "apiKey") headers["cookie"] = `${scheme.name}=${key}`;
    else continue;
    break;
  }
  const response = await fetch(target, {
    method: operation.method,
    headers,
    ...(task.body !== undefined && { body: JSON.stringify(task.body) }),
  });
  if (response.ok) return;
  throw new MockError(
    `a task could not be created with ${task.operation}: ${response.status} ${(await response.text()).slice(0, 500)}`,
  );
};
