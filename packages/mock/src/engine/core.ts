import type { Limits } from "../limits.ts";
import type { Account } from "./account.ts";
import type { Deliveries } from "./callbacks/deliveries.ts";
import type { Metrics } from "./metrics.ts";
import type { Journal } from "./journal.ts";
import type { TaskRecord } from "./model.ts";
import type { Parts } from "./parts.ts";

/** The engine, for the code that handles operations. */
export interface Core extends Parts {
  readonly deliveries: Deliveries;
  readonly journal: Journal;
  readonly limits: Limits;
  readonly metrics: Metrics;
  /** The initial tasks of an account that is not stored: of one API, or of all. */
  readonly firstTasks: (account: Account, api?: string) => readonly TaskRecord[];
  /** Aborted when the server closes: then nothing waits any more. */
  readonly closing: AbortSignal;
}
