import { isFrozen, timeOf } from "./clock.ts";
import { type Due, DueQueue } from "./due-queue.ts";
import type { TimeSource } from "./host.ts";
import type { AccountRecord } from "./model.ts";
import { SteadyTime } from "./steady-time.ts";

/** Something that an account will do at a later time. */
export interface Job extends Due {
  readonly kind: "completion" | "attempt";
  /** Returns whether there was still something to do. Called again later if the store fails temporarily. */
  readonly run: () => Promise<boolean>;
}

/** An active account: its record, its time, and its jobs. */
export class Account {
  /** Jobs that are due later. */
  readonly queue = new DueQueue<Job>();
  /** Jobs that are running. */
  readonly inFlight = new Set<Promise<void>>();
  /** Cancels the timer that wakes the account when its next job is due. */
  cancelTimer: () => void = () => undefined;
  /** Until when no job is started, in uptime: the store has just failed. */
  pausedUntil = 0;
  /** Whether another engine has it now: what this one knows of it may be out of date. */
  isLost = false;

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

  /** Whatever its clock is set to, time does not go back. */
  set record(record: AccountRecord) {
    // A frozen clock continues from its time. A running one is not read again: it would be later than what is recorded.
    const stoodStill = this.isFrozen || this.isAdvancing;
    if (stoodStill && record.clock !== this.#record.clock) this.#time.startFrom(this.now());
    this.#record = record;
  }

  get key(): string {
    return this.record.key;
  }

  /** Aborted when the account is deleted, or the server closes. */
  get signal(): AbortSignal {
    return this.#life.signal;
  }

  /** Whether its clock was frozen. That it is being advanced does not count. */
  get isFrozen(): boolean {
    return isFrozen(this.record.clock);
  }

  /** Whether its clock is being advanced: that starts the jobs on the way. */
  get isAdvancing(): boolean {
    return this.#moment !== undefined;
  }

  /** The time of the account. Never goes back, even if the machine's clock is set back. */
  now(): number {
    if (this.#moment !== undefined) return this.#moment;
    const shown = timeOf(this.record.clock, this.#source.now());
    return this.isFrozen ? this.#time.hold(shown) : this.#time.read(shown);
  }

  /** Ensures that its time is not before this one, from now on. */
  notBefore(time: number): void {
    if (time > this.now()) this.#time.startFrom(time);
  }

  /** Freezes the clock at a time, whatever the clock of the record says, or lets it run from there. */
  holdAt(moment: number | undefined): void {
    if (this.#moment !== undefined) this.#time.startFrom(this.#moment);
    this.#moment = moment;
  }

  /** The time until the clock shows `time`, in real milliseconds. Infinite while it is frozen. */
  realDelayUntil(time: number): number {
    return this.isFrozen || this.isAdvancing ? Infinity : Math.max(0, time - this.now());
  }

  /** Drops all of its jobs, and cancels what it is sending. From now on it starts nothing. */
  stop(): void {
    this.#life.abort();
    this.queue.clear();
    this.cancelTimer();
  }
}
