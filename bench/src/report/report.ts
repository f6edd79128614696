import type { Machine } from "./machine.ts";
import type { Row } from "./row.ts";

/** All that one run found out. */
export interface Report {
  readonly startedAt: string;
  readonly minutes: number;
  /** The options of the run, as a command. */
  readonly command: string;
  readonly machine: Machine;
  readonly rows: readonly Row[];
}
