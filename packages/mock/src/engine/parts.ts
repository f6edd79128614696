import type { Store } from "./store/store.ts";
import type { Accounts } from "./accounts.ts";
import type { Receivers } from "./callbacks/receivers.ts";
import type { Commit } from "./commit.ts";
import type { Coverage } from "./coverage.ts";
import type { Events } from "./events.ts";
import type { FaultBox } from "./faults.ts";
import type { Host } from "./host.ts";
import type { Ids } from "./ids.ts";
import type { Scheduler } from "./scheduler.ts";

/** The basic parts of the engine. */
export interface Parts {
  readonly host: Host;
  readonly ids: Ids;
  readonly store: Store;
  readonly accounts: Accounts;
  readonly commit: Commit;
  readonly coverage: Coverage;
  readonly scheduler: Scheduler;
  readonly events: Events;
  readonly faults: FaultBox;
  /** Receive callbacks for accounts that have no receiver. */
  readonly receivers: Receivers;
  /** Serializes changes of one task. */
  readonly serial: <T>(key: string, job: () => Promise<T>) => Promise<T>;
  /** A number above all earlier ones, also across restarts. */
  readonly nextSequence: () => number;
}
