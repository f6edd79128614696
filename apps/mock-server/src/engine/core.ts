import type { Store } from "../store/store.ts";
import type { Account } from "./account.ts";
import type { Accounts } from "./accounts.ts";
import type { Commit } from "./commit.ts";
import type { Deliveries } from "./callbacks/deliveries.ts";
import type { Events } from "./events.ts";
import type { Faults } from "./faults.ts";
import type { Host } from "./host.ts";
import type { Limits } from "../limits.ts";
import type { Journal } from "./journal.ts";
import type { TaskRecord } from "./model.ts";
import type { Scheduler } from "./scheduler.ts";

/** The parts of the engine, for the code that answers operations. */
export interface Core {
  readonly host: Host;
  readonly store: Store;
  readonly accounts: Accounts;
  readonly commit: Commit;
  readonly scheduler: Scheduler;
  readonly deliveries: Deliveries;
  readonly events: Events;
  readonly journal: Journal;
  readonly faults: Faults;
  readonly limits: Limits;
  /** The Dataflow Kit tasks that an account has from the start, for one that is not stored. */
  readonly firstTasks: (account: Account) => readonly TaskRecord[];
  /** Runs changes of one task one after the other. */
  readonly serial: <T>(key: string, job: () => Promise<T>) => Promise<T>;
  /** A number above all that were given before, also before a restart. */
  readonly nextSequence: () => number;
  /** Aborted when the server closes: then nobody is to wait for anything. */
  readonly closing: AbortSignal;
}
