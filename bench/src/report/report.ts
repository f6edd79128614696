import type { Machine } from "./machine.ts";
import type { Row } from "./row.ts";

/** All that one run found out. */
export interface Report {
  readonly startedAt: string;
  readonly minutes: number;
  /** The options of the run, as a command. */
  readonly command: string;
  readonly machine: Machine;
  /** How many processes wanted a core in the minute before; 0 on an idle machine, and where the system does not tell. */
  readonly loadAtStart: number;
  readonly rows: readonly Row[];
}
