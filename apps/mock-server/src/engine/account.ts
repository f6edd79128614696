import { isFrozen, timeOf } from "./clock.ts";
import { type Due, DueQueue } from "./due-queue.ts";
import type { AccountRecord, ClockState } from "./model.ts";

/** Something that an account is going to do by itself. */
export interface Job extends Due {
  readonly kind: "completion" | "attempt";
  /** Tells whether there was still something to do. */
  readonly run: () => Promise<boolean>;
}

/** An account at work: its record, its time, and what it is going to do. */
export class Account {
  record: AccountRecord;
  /** What is due later. */
  readonly queue = new DueQueue<Job>();
  /** What is being done now. */
  readonly inFlight = new Set<Promise<void>>();
  /** Set while its clock is being advanced: the jobs on the way are then started by that. */
  advancing = false;
  /** Wakes the account when its next job is due. */
  timer: NodeJS.Timeout | undefined;

  readonly #real: () => number;
  readonly #life = new AbortController();
  #latest = 0;

  constructor(record: AccountRecord, real: () => number) {
    this.record = record;
    this.#real = real;
  }

  get key(): string {
    return this.record.key;
  }

  /** Aborted when the account was forgotten, or the server closes. */
  get signal(): AbortSignal {
    return this.#life.signal;
  }

  get isFrozen(): boolean {
    return isFrozen(this.record.clock);
  }

  /** The time of the account. Never goes back, even if somebody sets the machine's clock back. */
  now(): number {
    const time = timeOf(this.record.clock, this.#real());
    if (time > this.#latest) this.#latest = time;
    return this.#latest;
  }

  /** Takes over a clock that shows the same time or a later one. */
  setClock(clock: ClockState): void {
    this.record = { ...this.record, clock };
  }

  /** How long it takes, in real milliseconds, until the clock shows `time`. Infinite while it stands still. */
  realDelayUntil(time: number): number {
    return this.isFrozen ? Infinity : Math.max(0, time - this.now());
  }

  /** Forgets all that it was going to do, and ends what it is sending. From now on it starts nothing. */
  stop(): void {
    this.#life.abort();
    this.queue.clear();
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}
