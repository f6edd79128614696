import { isFrozen, timeOf } from "./clock.ts";
import { type Due, DueQueue } from "./due-queue.ts";
import type { TimeSource } from "./host.ts";
import type { AccountRecord } from "./model.ts";
import { SteadyTime } from "./steady-time.ts";

/** Something that an account is going to do by itself. */
export interface Job extends Due {
  readonly kind: "completion" | "attempt";
  /** Tells whether there was still something to do. Called again later if the store fails for the time being. */
  readonly run: () => Promise<boolean>;
}

/** An account at work: its record, its time, and what it is going to do. */
export class Account {
  /** What is due later. */
  readonly queue = new DueQueue<Job>();
  /** What is being done now. */
  readonly inFlight = new Set<Promise<void>>();
  /** Cancels the timer that wakes the account when its next job is due. */
  cancelTimer: () => void = () => undefined;
  /** Until when no job is started, in uptime: the store has just failed. */
  pausedUntil = 0;

  readonly #source: TimeSource;
  readonly #time: SteadyTime;
  readonly #life = new AbortController();
  #record: AccountRecord;
  #moment: number | undefined;

  constructor(record: AccountRecord, source: TimeSource) {
    this.#record = record;
    this.#source = source;
    this.#time = new SteadyTime(source.uptime);
  }

  get record(): AccountRecord {
    return this.#record;
  }

  /** Whatever clock it has, time does not go back. */
  set record(record: AccountRecord) {
    // Time that stood still goes on from there. Time that ran is not read again: it would be later than what is recorded.
    const stoodStill = this.isFrozen || this.isAdvancing;
    if (stoodStill && record.clock !== this.#record.clock) this.#time.startFrom(this.now());
    this.#record = record;
  }

  get key(): string {
    return this.record.key;
  }

  /** Aborted when the account was forgotten, or the server closes. */
  get signal(): AbortSignal {
    return this.#life.signal;
  }

  /** Whether somebody has stopped its clock. That it is being advanced does not count. */
  get isFrozen(): boolean {
    return isFrozen(this.record.clock);
  }

  /** Whether its clock is being advanced: the jobs on the way are then started by that. */
  get isAdvancing(): boolean {
    return this.#moment !== undefined;
  }

  /** The time of the account. Never goes back, even if somebody sets the machine's clock back. */
  now(): number {
    if (this.#moment !== undefined) return this.#moment;
    const shown = timeOf(this.record.clock, this.#source.now());
    return this.isFrozen ? this.#time.hold(shown) : this.#time.read(shown);
  }

  /** Makes sure that its time is not before this one, from now on. */
  notBefore(time: number): void {
    if (time > this.now()) this.#time.startFrom(time);
  }

  /** Lets time stand still at a moment, whatever the clock of the record says, or lets it go on from there. */
  holdAt(moment: number | undefined): void {
    if (this.#moment !== undefined) this.#time.startFrom(this.#moment);
    this.#moment = moment;
  }

  /** How long it takes, in real milliseconds, until the clock shows `time`. Infinite while it stands still. */
  realDelayUntil(time: number): number {
    return this.isFrozen || this.isAdvancing ? Infinity : Math.max(0, time - this.now());
  }

  /** Forgets all that it was going to do, and ends what it is sending. From now on it starts nothing. */
  stop(): void {
    this.#life.abort();
    this.queue.clear();
    this.cancelTimer();
  }
}
