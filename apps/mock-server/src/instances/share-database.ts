import { randomBytes } from "node:crypto";
import { EngineFailure } from "@task-contracts/mock/engine/failure";
import type { Host } from "@task-contracts/mock/engine/host";
import type { Sharing } from "@task-contracts/mock/engine/sharing";
import type { Store } from "@task-contracts/mock/engine/store/store";
import type { Limits } from "@task-contracts/mock/limits";
import type { Dispatch } from "@task-contracts/mock/pipeline/create-dispatch";
import type { ServerCore } from "../server/live-core.ts";
import { openPostgres, type PostgresDatabase, type Queryable } from "../store/postgres-database.ts";
import { toStoreError } from "../store/postgres-error.ts";
import { createPostgresStore } from "../store/postgres-store.ts";
import { Leases } from "./leases.ts";
import { Peers } from "./peers.ts";
import { tellPeers } from "./call-peer.ts";
import { routeRequests } from "./route-requests.ts";
import { SharedFaults } from "./shared-faults.ts";
import { sharedSnapshots } from "./shared-snapshots.ts";

export { usualLease } from "../store/postgres-database.ts";

/** The part of a server that shares its database with other instances. */
export interface SharedDatabase {
  readonly store: Store;
  readonly sharing: Sharing;
  /** The token of the control API, unless one is set: the same for all instances. */
  readonly token: string;
  /** The host of the engine, with the time of the database, which sends callbacks of accounts that are certainly here. */
  readonly wrapHost: (host: Host) => Host;
  /** Leads requests to the instances of their accounts. */
  readonly wrapDispatch: (core: () => ServerCore, dispatch: Dispatch) => Dispatch;
  /** Takes from the headers of a request that arrives what another instance wrote there. */
  readonly receive: (headers: Record<string, unknown>) => void;
  /** Whether a request that was received is from another instance, which has checked it. */
  readonly isFromPeer: (headers: object) => boolean;
  /** @param url The base URL of this instance, for the others. */
  readonly join: (core: () => ServerCore, url: string) => Promise<void>;
  /** Does something that no other instance does at the same time. */
  readonly alone: (work: () => Promise<void>) => Promise<void>;
  /** Does something during which no account comes or goes. */
  readonly whileUnchanged: <T>(work: () => Promise<T>) => Promise<T>;
  /** Why this instance takes no more work, if it does not. */
  readonly unready: () => string | undefined;
  /** Gives the accounts to other instances, which go on with them. */
  readonly handOver: () => Promise<void>;
  /** Leaves the others. To be called after the engine was stopped, and before the store is closed. */
  readonly leave: () => Promise<void>;
}

/** How long requests under way may take before accounts are handed over without them, in milliseconds. */
const PATIENCE = 2000;

/**
 * Opens a database for an instance.
 *
 * @throws {MockError} If it cannot be opened.
 * @example
 * const shared = await shareDatabase("postgres://localhost/mocks", { limits, leaseMs: 5000, report });
 */
export const shareDatabase = async (
  url: string,
  {
    leaseMs,
    limits,
    report,
  }: { readonly leaseMs: number; readonly limits: Limits; readonly report: Host["report"] },
): Promise<SharedDatabase> => {
  const database = await openPostgres(url, leaseMs);
  const guarded = guard(database);
  const leases = new Leases(guarded, leaseMs);
  const secrets = await readSecrets(guarded);
  const peers = new Peers(secrets.instances);
  const store = createPostgresStore(database, {
    instance: leases.id,
    onLost: () => leases.doubt(),
    onUnknown: (keys) => leases.reload(keys),
  });
  const faults = new SharedFaults(guarded, limits, async () => void (await tellPeers({ leases, peers })));
  const snapshots = sharedSnapshots(guarded);
  await leases.synchronize();
  await faults.refresh();
  return {
    store,
    token: secrets.token,
    sharing: {
      accounts: () => leases.own(),
      allAccounts: async () => (await store.listAccounts()).map(({ key }) => key),
      nextSequence: leases.sequences.next,
      startedAt: secrets.madeAt,
      faults,
      snapshots,
      claim: (keys) => leases.claim(keys),
    },
    wrapHost: (host) => ({
      ...host,
      now: leases.now,
      send: async (callback) => {
        // Not beyond the end of the account here, which waits for this.
        if (!leases.isValid())
          await Promise.race([leases.ensureValid().catch(ignore), whenAborted(callback.signal)]);
        return callback.signal?.aborted ? { error: "aborted", latencyMs: 0 } : host.send(callback);
      },
    }),
    wrapDispatch: (core, dispatch) =>
      routeRequests({
        dispatch,
        identify: (request) => core().identify(request),
        leases,
        peers,
        store,
        bodyBytes: () => limits.bodyBytes,
        refresh: () => refresh(core, faults),
      }),
    receive: (headers) => peers.receive(headers),
    isFromPeer: (headers) => peers.read(headers) !== undefined,
    join: (core, own) =>
      leases.join(own, {
        adopt: (accounts) => core().engine.adopt(accounts),
        lose: (keys) => core().engine.lose(keys),
        refresh: () => refresh(core, faults),
        exists: (key) => core().engine.accounts.find(key) !== undefined,
        shown: (key) => core().engine.accounts.find(key)?.now() ?? 0,
        report,
      }),
    alone: (work) =>
      database.transaction(
        async (client) => {
          // Others wait here for as long as that takes, which PostgreSQL would otherwise end.
          await client.query("SET LOCAL idle_in_transaction_session_timeout = 0");
          await client.query("SELECT pg_advisory_xact_lock(x'7461736d'::int, hashtext($1))", [
            database.schema,
          ]);
          await work();
        },
        { isLong: true },
      ),
    whileUnchanged: (work) => leases.whileUnchanged(work),
    unready: () => leases.unready(),
    handOver: () => leases.handOver(PATIENCE),
    leave: async () => {
      await leases.leave();
      peers.close();
    },
  };
};

/** The same database, whose failures are those of a store: they say what to do, and whether to try again. */
const guard = (database: PostgresDatabase): PostgresDatabase => {
  const explain = (error: unknown): never => {
    throw error instanceof EngineFailure ? error : toStoreError(error, database.place);
  };
  const guardQueries = ({ query }: Queryable): Queryable => ({
    query: (statement, values) => query(statement, values).catch(explain),
  });
  return {
    ...database,
    ...guardQueries(database),
    leases: guardQueries(database.leases),
    transaction: (work, options) => database.transaction(work, options).catch(explain),
  };
};

const ignore = (): undefined => undefined;

const whenAborted = (signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve) => {
    if (signal?.aborted) resolve();
    else signal?.addEventListener("abort", () => resolve(), { once: true });
  });

const refresh = async (core: () => ServerCore, faults: SharedFaults): Promise<void> => {
  await Promise.all([core().engine.accounts.loadDefaults(), faults.refresh()]);
};

const random = (): string => randomBytes(16).toString("hex");

/** What the first instance has chosen. */
const readSecrets = async (
  database: PostgresDatabase,
): Promise<{ readonly instances: string; readonly token: string; readonly madeAt: number }> => {
  await database.query("INSERT INTO secrets VALUES (1, $1, $2) ON CONFLICT (position) DO NOTHING", [
    random(),
    random(),
  ]);
  const [row] = await database.query(
    "SELECT instances, token, extract(epoch FROM made_at) * 1000 AS made FROM secrets",
  );
  return {
    instances: String(row?.["instances"]),
    token: String(row?.["token"]),
    madeAt: Math.floor(Number(row?.["made"])),
  };
};
