import type { Load } from "./load/load.ts";
import type { Row } from "./report/row.ts";
import type { Servers } from "./servers/run-peers.ts";

/** How much is measured. */
export interface Extent {
  /** How often all contenders have their turn. */
  readonly rounds: number;
  /** How long a turn under load lasts, in milliseconds. */
  readonly turnMs: number;
  /** How long each contender is warmed up, in milliseconds. */
  readonly warmUpMs: number;
  /** Requests under way at a time. */
  readonly connections: number;
  /** How often a process is started, for what can only be measured once in each. */
  readonly starts: number;
  /** Resources of the large generated description, each with five operations. */
  readonly resources: number;
  /** How often a server is started with it: our peers take their time. */
  readonly foreignStarts: number;
  /** Tasks that fill the server whose memory is measured. */
  readonly tasksInMemory: number;
  /** Calls of the client per turn. */
  readonly calls: number;
  /** Tasks that are created and read in turn, in a process and over HTTP. */
  readonly pairs: number;
  /** Tests of a suite, each with an account of its own. */
  readonly tests: number;
  /** Callbacks per turn. */
  readonly callbacks: number;
  /** Callbacks that are in flight at a time, to receivers of all kinds. */
  readonly callbacksInFlight: number;
  /** How often all those callbacks are sent. */
  readonly floods: number;
  /** How long slow receivers take, in milliseconds. */
  readonly slowMs: number;
  /** Tasks on the servers of the sweep, from the smallest; multiples of 200, so that each moment has each type. */
  readonly sizes: readonly number[];
  /** Tasks that each of them creates and forgets beforehand, so that all have run long enough to be compiled well. */
  readonly sweepWarmUp: number;
  /** How long a turn of the sweep lasts, in milliseconds. */
  readonly sweepTurnMs: number;
}

/** What a section works with. */
export interface Bench {
  readonly extent: Extent;
  readonly load: Load;
  /** All contenders, which sections that only send requests share. */
  readonly contenders: () => Promise<Servers>;
  /** Says what is going on. */
  readonly tell: (text: string) => void;
}

/** One group of measurements, which can be run by its name. */
export interface Section {
  readonly name: string;
  readonly summary: string;
  /** Whether it works with the shared contenders. They end before the first section that does not. */
  readonly sharesContenders?: true;
  readonly run: (bench: Bench) => Promise<Row[]>;
}
