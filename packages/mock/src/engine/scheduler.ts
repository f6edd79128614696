import { isPassing } from "./store/store-error.ts";
import type { Account, Job } from "./account.ts";
import { frozenAt, runningFrom } from "./clock.ts";
import type { Host } from "./host.ts";
import type { ClockState } from "./model.ts";

/** How long the jobs of an account wait after the store has failed, in milliseconds. */
const PAUSE = 1000;

/** How much was done while a clock was advanced. */
export interface Advanced {
  readonly completions: number;
  readonly attempts: number;
}

/** Stores the clock of an account. */
type KeepClock = (clock: ClockState) => Promise<void>;

/**
 * Starts the jobs of accounts when they are due: by timers while a clock runs, and in order, one moment after the
 * other, while it is advanced. A job that the store kept from its end is started again.
 */
export class Scheduler {
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  /** Takes over a job. One that is due already is started at once. */
  add(account: Account, job: Job): void {
    if (account.signal.aborted) return;
    account.queue.add(job);
    this.runDue(account);
  }

  /** Starts a job after the answer to the present request has gone out. */
  addSoon(account: Account, job: Job): void {
    let isFirst = true;
    const run = async (): Promise<boolean> => {
      if (isFirst) await this.#host.nextTurn();
      isFirst = false;
      return account.signal.aborted ? false : job.run();
    };
    this.#start(account, { ...job, run });
  }

  /** Starts all that is due, and sets the timer for the rest. */
  runDue(account: Account): void {
    if (account.isAdvancing) return;
    const pause = account.pausedUntil - this.#host.uptime();
    if (pause > 0) {
      this.#wakeIn(account, pause);
      return;
    }
    const now = account.now();
    for (let job = account.queue.take(now); job; job = account.queue.take(now)) this.#start(account, job);
    const next = account.queue.peek();
    this.#wakeIn(account, next ? account.realDelayUntil(next.at) : Infinity);
  }

  /**
   * Moves the clock of an account, and waits until all that became due on the way is done. If the store fails, or the
   * account ends, time goes no further than it had got by then.
   *
   * @param duration In milliseconds.
   * @param keep Stores the clock of each moment before anything happens at it: after a crash, time goes on from there,
   * and the clock runs or stands still as it did before.
   */
  async advance(account: Account, duration: number, keep: KeepClock): Promise<Advanced> {
    const target = account.now() + duration;
    const done = { completion: 0, attempt: 0 };
    account.holdAt(account.now());
    try {
      for (;;) {
        await this.settle(account);
        const next = account.queue.peek();
        if (account.signal.aborted || !next || next.at > target) break;
        if (next.at > account.now()) await this.#goTo(account, next.at, keep);
        await this.#doAllDue(account, done);
      }
      if (!account.signal.aborted) await this.#goTo(account, target, keep);
    } finally {
      account.holdAt(undefined);
      this.runDue(account);
    }
    return { completions: done.completion, attempts: done.attempt };
  }

  async #goTo(account: Account, moment: number, keep: KeepClock): Promise<void> {
    await keep(account.isFrozen ? frozenAt(moment) : runningFrom(moment, this.#host.now()));
    account.holdAt(moment);
  }

  /** Does what is due at the moment, and counts it. */
  async #doAllDue(account: Account, done: Record<Job["kind"], number>): Promise<void> {
    const failures: unknown[] = [];
    for (let job = account.queue.take(account.now()); job; job = account.queue.take(account.now())) {
      const { kind, run } = job;
      const runAndCount = async (): Promise<boolean> => {
        const isDone = await run();
        if (isDone) done[kind] += 1;
        return isDone;
      };
      this.#start(account, { ...job, run: runAndCount }, failures);
    }
    await this.settle(account);
    if (failures.length > 0) throw failures[0];
  }

  /** Waits until nothing is being done for the account. What is due later does not count. */
  async settle(account: Account): Promise<void> {
    while (account.inFlight.size > 0) await Promise.all(account.inFlight);
  }

  #start(account: Account, job: Job, failures: unknown[] = []): void {
    const running: Promise<void> = job
      .run()
      .then(
        () => undefined,
        (error: unknown) => {
          this.#host.report(error);
          if (!isPassing(error)) return;
          failures.push(error);
          this.#putBack(account, job);
        },
      )
      .finally(() => account.inFlight.delete(running));
    account.inFlight.add(running);
  }

  /** What is due stays due. */
  #putBack(account: Account, job: Job): void {
    if (account.signal.aborted) return;
    account.pausedUntil = this.#host.uptime() + PAUSE;
    this.add(account, job);
  }

  #wakeIn(account: Account, delay: number): void {
    account.cancelTimer();
    if (delay !== Infinity) account.cancelTimer = this.#host.later(() => this.runDue(account), delay);
  }
}
