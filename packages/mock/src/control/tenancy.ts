import type { Engine } from "../engine/create-engine.ts";
import { EngineFailure } from "../engine/failure.ts";
import type { EngineRequest, EngineResponse, Handler, Handlers } from "../engine/handler.ts";
import { redactId } from "../text/redact.ts";

/** Which accounts a token is for. */
export type Scope = (account: string) => boolean;

/** What tokens may do. */
export interface Tenancy {
  /** The accounts of a token. Undefined for the administrator's, which is for all. */
  readonly scopeOf: (token: string | undefined) => Scope | undefined;
  /** Whether requests have to name an account, or `*`, wherever they can. */
  readonly requiresAccount: boolean;
}

/**
 * What a token of some accounts may do with an operation: all, as it concerns no account (`token`), for which `anyone` needs no
 * token at all; nothing; what names an account of its own; or what is about something that belongs to one.
 */
export type TenantRule =
  | "account"
  | "accounts"
  | "admin"
  | "anyone"
  | "delivery"
  | "fault"
  | "snapshot"
  | "snapshots"
  | "task"
  | "token";

/**
 * Of all operations but those that APIs add, which name an account: what is not here is found by a test, and is for the
 * administrator until then.
 */
export const tenantRules: Readonly<Record<string, TenantRule>> = {
  getHealth: "anyone",
  getReadiness: "anyone",
  getMetrics: "admin",
  resetState: "account",
  listAccounts: "accounts",
  getAccountCounts: "account",
  getContract: "token",
  listSnapshots: "snapshots",
  createSnapshot: "account",
  getSnapshot: "snapshot",
  // A file may have any account in it.
  importSnapshot: "admin",
  restoreSnapshot: "snapshot",
  deleteSnapshot: "snapshot",
  streamEvents: "account",
  getClock: "account",
  freezeClock: "account",
  resumeClock: "account",
  advanceClock: "account",
  setClock: "account",
  advanceClockToNext: "account",
  listUpcomingEvents: "account",
  resetClock: "account",
  getSettings: "account",
  updateSettings: "account",
  listTasks: "account",
  getTask: "task",
  completeTask: "task",
  cancelTask: "task",
  getCompletionForm: "task",
  reviewTask: "task",
  listDeliveries: "account",
  getDelivery: "delivery",
  replayDelivery: "delivery",
  retryDelivery: "delivery",
  cancelDelivery: "delivery",
  waitForDelivery: "task",
  getReceiver: "account",
  updateReceiver: "account",
  createFault: "account",
  listFaults: "account",
  deleteFaults: "account",
  deleteFault: "fault",
  listRequests: "account",
};

/** Operations with the parameter `account` that work without it: for all accounts. */
const readsOfAll = new Set([
  "listTasks",
  "listDeliveries",
  "listRequests",
  "listFaults",
  "streamEvents",
  "getClock",
  "getSettings",
]);

/** Keeps tokens of some accounts from all others, and no one else from anything. */
export const guardTenants = (
  handlers: Handlers,
  tenancy: Tenancy,
  { accountsOfSnapshot, engine }: { readonly engine: Engine; readonly accountsOfSnapshot: AccountsOf },
): Handlers =>
  Object.fromEntries(
    Object.entries(handlers).map(([operationId, handle]): [string, Handler] => [
      operationId,
      async (request) => {
        if (tenancy.requiresAccount && readsOfAll.has(operationId) && request.query["account"] === undefined)
          throw new EngineFailure(
            400,
            "account is missing, but required. Add ?account=KEY for one account, or ?account=* for all.",
          );
        const scope = tenancy.scopeOf(request.apiKey);
        if (!scope) return handle(request);
        const rule =
          tenantRules[operationId] ?? (Object.hasOwn(engine.controls, operationId) ? "account" : "admin");
        return guards[rule](request, { accountsOfSnapshot, engine, handle, scope });
      },
    ]),
  );

type AccountsOf = (snapshotId: string) => Promise<readonly string[]>;

interface GuardKit {
  readonly engine: Engine;
  readonly handle: Handler;
  readonly scope: Scope;
  readonly accountsOfSnapshot: AccountsOf;
}

type Guard = (request: EngineRequest, kit: GuardKit) => Promise<EngineResponse | undefined>;

const guards: Readonly<Record<TenantRule, Guard>> = {
  anyone: (request, { handle }) => handle(request),
  token: (request, { handle }) => handle(request),
  admin: async () => {
    throw new EngineFailure(403, "This token is for some accounts only. Send the administrator's token.");
  },
  account: (request, { handle, scope }) => {
    checkAccount(request, scope);
    return handle(request);
  },
  accounts: async (request, { handle, scope }) => {
    const response = await handle(request);
    const all = (response?.body ?? []) as readonly { readonly account: string }[];
    return response && { ...response, body: all.filter(({ account }) => scope(account)) };
  },
  task: async (request, { engine, handle, scope }) => {
    if (request.query["account"] !== undefined) {
      checkAccount(request, scope);
      return handle(request);
    }
    const id = String(request.params["taskId"]);
    const own = (await engine.store.findTasks(id)).find(({ account }) => scope(account));
    if (!own) throw notThere("task", id, engine);
    return handle({ ...request, query: { ...request.query, account: own.account } });
  },
  delivery: async (request, { engine, handle, scope }) => {
    const id = String(request.params["deliveryId"]);
    const delivery = await engine.store.getDelivery(id);
    if (!delivery || !scope(delivery.account)) throw notThere("delivery", id, engine);
    return handle(request);
  },
  fault: async (request, { engine, handle, scope }) => {
    const id = String(request.params["faultId"]);
    const account = await engine.faults.accountOf(id);
    if (account === undefined || !scope(account)) throw notThere("fault", id, engine);
    return handle(request);
  },
  snapshot: async (request, { accountsOfSnapshot, engine, handle, scope }) => {
    const id = String(request.params["snapshotId"]);
    if (!(await isOwnSnapshot(id, scope, accountsOfSnapshot))) throw notThere("snapshot", id, engine);
    return handle(request);
  },
  snapshots: async (request, { accountsOfSnapshot, handle, scope }) => {
    const response = await handle(request);
    const own: object[] = [];
    for (const snapshot of (response?.body ?? []) as readonly { readonly snapshotId: string }[])
      if (await isOwnSnapshot(snapshot.snapshotId, scope, accountsOfSnapshot)) own.push(snapshot);
    return response && { ...response, body: own };
  },
};

/** One that has any other account is another's. */
const isOwnSnapshot = async (id: string, scope: Scope, accountsOf: AccountsOf): Promise<boolean> => {
  const accounts = await accountsOf(id);
  return accounts.length > 0 && accounts.every(scope);
};

const checkAccount = ({ query: { account } }: EngineRequest, scope: Scope): void => {
  if (typeof account === "string" && account !== "*" && scope(account)) return;
  throw new EngineFailure(
    403,
    account === undefined || account === "*"
      ? "This token is for some accounts only. Name one of them: ?account=KEY."
      : "This token is not for that account. Name one that it is for, or send the administrator's token.",
  );
};

/** As if there were nothing: what others have is not to be found out either. */
const notThere = (what: string, id: string, { accounts }: Engine): EngineFailure =>
  new EngineFailure(
    404,
    `There is no ${what} ${redactId(id, (key) => accounts.find(key) !== undefined)} of the accounts that this token is for.`,
  );
