import { isPassing } from "./store/store-error.ts";
import type { Account, Job } from "./account.ts";
import { frozenAt, runningFrom } from "./clock.ts";
import type { Host } from "./host.ts";
import type { ClockState } from "./model.ts";

/** How long the jobs of an account wait after a failure of the store, in milliseconds. */
const PAUSE = 1000;

/** What was done while a clock was advanced. */
export interface Advanced {
  readonly completions: number;
  readonly attempts: number;
}

/** Stores the clock of an account. */
type KeepClock = (clock: ClockState) => Promise<void>;

/**
 * Starts the jobs of accounts when they are due: by timers while a clock runs, and in order of time while it is
 * advanced. A job that could not finish because of the store is started again.
 */
export class Scheduler {
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  /** Adds a job. One that is already due is started at once. */
  add(account: Account, job: Job): void {
    if (account.signal.aborted) return;
    account.queue.add(job);
    this.runDue(account);
  }

  /** Starts a job after the response to the current request was sent. */
  addSoon(account: Account, job: Job): void {
    let isFirst = true;
    const run = async (): Promise<boolean> => {
      if (isFirst) await this.#host.nextTurn();
      isFirst = false;
      return account.signal.aborted ? false : job.run();
    };
    this.#start(account, { ...job, run });
  }

  /** Starts all due jobs, and sets the timer for the rest. */
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
   * Advances the clock of an account, and waits until all jobs that became due on the way are done. If the store fails, or
   * the account is deleted, the clock stops at the time that it has reached by then.
   *
   * @param duration In milliseconds.
   * @param keep Stores the clock at each time before anything happens at it: after a crash, time continues from there,
   * and the clock runs or is frozen as before.
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

  /** Runs the jobs that are due, and counts them. */
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

  /** Waits until no job of the account is running. Jobs that are due later do not count. */
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

  /** Due jobs stay due. */
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
