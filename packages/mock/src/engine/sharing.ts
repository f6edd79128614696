import type { FaultBox } from "./faults.ts";
import type { StoreDump } from "./store/store.ts";

/**
 * What an engine is given if it shares its store with others. Each account belongs to one of them at a time: what is in memory
 * of an account, such as its clock and what is due, is in the memory of one engine.
 */
export interface Sharing {
  /** The accounts that are this engine's. */
  readonly accounts: () => readonly OwnAccount[];
  /** The keys of all accounts in the store, whichever engine owns them. */
  readonly allAccounts: () => Promise<readonly string[]>;
  /** A sequence above all of each account that this engine has. */
  readonly nextSequence: () => number;
  /** When the first tasks of accounts were created, by the machine's clock: the same for all engines. */
  readonly startedAt: number;
  readonly faults: FaultBox;
  readonly snapshots: SnapshotShelf;
  /** Takes over accounts of a snapshot that no engine has. Later sequences are above all that a snapshot can have. */
  readonly claim: (keys: readonly string[]) => Promise<void>;
}

/** An account that an engine takes over. */
export interface OwnAccount {
  readonly key: string;
  /** A time that its clock has shown, if it is known: it must not go back. */
  readonly shown?: number;
}

/** A summary of a snapshot. */
export interface Snapshot {
  readonly snapshotId: string;
  readonly accounts: number;
  readonly tasks: number;
  readonly deliveries: number;
}

/** Keeps snapshots. */
export interface SnapshotShelf {
  /** How many there are, and how large they are together. */
  readonly measure: () => Promise<{ readonly count: number; readonly bytes: number }>;
  /** @param bytes The size of the dump. */
  readonly add: (dump: StoreDump, bytes: number) => Promise<Snapshot>;
  /** Oldest first. */
  readonly list: () => Promise<readonly Snapshot[]>;
  readonly find: (id: string) => Promise<StoreDump | undefined>;
  /** The accounts of a snapshot; none if there is no such snapshot. */
  readonly accountsOf: (id: string) => Promise<readonly string[]>;
  /** Tells whether it was there. */
  readonly delete: (id: string) => Promise<boolean>;
}

/**
 * The id of a snapshot, by its number.
 *
 * @example
 * snapshotId(1); // "s_000000000001"
 */
export const snapshotId = (number: number): string => `s_${String(number).padStart(12, "0")}`;

/** How many accounts, tasks and deliveries a dump has. */
export const describeDump = (
  id: string,
  { accounts, tasks, deliveries }: { readonly [kind in keyof StoreDump]: readonly unknown[] },
): Snapshot => ({
  snapshotId: id,
  accounts: accounts.length,
  tasks: tasks.length,
  deliveries: deliveries.length,
});

/** The part of a dump that concerns some accounts. */
export const dumpOf = (
  { accounts, tasks, deliveries }: StoreDump,
  concerns: (account: string) => boolean,
): StoreDump => ({
  accounts: accounts.filter(({ key }) => concerns(key)),
  tasks: tasks.filter(({ account }) => concerns(account)),
  deliveries: deliveries.filter(({ account }) => concerns(account)),
});
