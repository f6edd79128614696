import { setImmediate as nextTurn } from "node:timers/promises";
import type { Account, Job } from "./account.ts";
import { frozenAt, runningFrom } from "./clock.ts";

/** The longest delay that Node's timers take, in milliseconds. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** How much was done while a clock was advanced. */
export interface Advanced {
  readonly completions: number;
  readonly attempts: number;
}

/**
 * Starts the jobs of accounts when they are due: by timers while a clock runs, and in order, one moment after the
 * other, while it is advanced.
 */
export class Scheduler {
  readonly #real: () => number;
  readonly #onDefect: (error: unknown) => void;

  constructor(real: () => number, onDefect: (error: unknown) => void) {
    this.#real = real;
    this.#onDefect = onDefect;
  }

  /** Takes over a job. One that is due already is started at once. */
  add(account: Account, job: Job): void {
    if (account.signal.aborted) return;
    account.queue.add(job);
    this.pump(account);
  }

  /** Starts a job after the answer to the present request has gone out. */
  addSoon(account: Account, job: Job): void {
    this.#start(account, async () => {
      await nextTurn();
      if (!account.signal.aborted) await job.run();
    });
  }

  /** Starts all that is due, and sets the timer for the rest. */
  pump(account: Account): void {
    if (account.advancing) return;
    const now = account.now();
    for (let job = account.queue.take(now); job; job = account.queue.take(now)) this.#start(account, job.run);
    this.#setTimer(account);
  }

  /**
   * Moves the clock of an account, and waits until all that became due on the way is done.
   *
   * @param duration In milliseconds.
   */
  async advance(account: Account, duration: number): Promise<Advanced> {
    const { isFrozen } = account;
    const target = account.now() + duration;
    const done = { completion: 0, attempt: 0 };
    account.advancing = true;
    account.setClock(frozenAt(account.now()));
    try {
      for (;;) {
        await this.settle(account);
        const next = account.queue.peek();
        if (!next || next.at > target) break;
        account.setClock(frozenAt(Math.max(account.now(), next.at)));
        for (let job = account.queue.take(next.at); job; job = account.queue.take(next.at)) {
          this.#start(account, async () => {
            if (await job.run()) done[job.kind] += 1;
          });
        }
      }
    } finally {
      account.setClock(isFrozen ? frozenAt(target) : runningFrom(target, this.#real()));
      account.advancing = false;
      this.pump(account);
    }
    return { completions: done.completion, attempts: done.attempt };
  }

  /** Waits until nothing is being done for the account. What is due later does not count. */
  async settle(account: Account): Promise<void> {
    while (account.inFlight.size > 0) await Promise.all(account.inFlight);
  }

  #start(account: Account, run: () => Promise<unknown>): void {
    const running: Promise<void> = run()
      .then(() => undefined, this.#onDefect)
      .finally(() => account.inFlight.delete(running));
    account.inFlight.add(running);
  }

  #setTimer(account: Account): void {
    clearTimeout(account.timer);
    const next = account.queue.peek();
    if (!next || account.isFrozen) return;
    const delay = Math.min(account.realDelayUntil(next.at), LONGEST_TIMER);
    account.timer = setTimeout(() => this.pump(account), delay);
    // A server that waits for nothing but its accounts may end.
    account.timer.unref();
  }
}
