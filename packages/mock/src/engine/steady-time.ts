/** How long the process has been running, in milliseconds: unlike the time of day, nobody can set it. */
export type Uptime = () => number;

/**
 * Makes time flow that people can set: it follows when it is set forward, and when it is set back it goes on from where
 * it is at its usual pace, neither back nor standing still until it is caught up with.
 *
 * @example
 * const steady = new SteadyTime(() => performance.now());
 * steady.read(Date.now());
 */
export class SteadyTime {
  readonly #uptime: Uptime;
  #latest = 0;
  #readAt: number;

  constructor(uptime: Uptime) {
    this.#uptime = uptime;
    this.#readAt = uptime();
  }

  /** The time, where a clock that can be set shows `shown`. In milliseconds. */
  read(shown: number): number {
    const uptime = this.#uptime();
    const expected = this.#latest + Math.floor(uptime - this.#readAt);
    if (shown < expected) return expected;
    this.startFrom(shown, uptime);
    return shown;
  }

  /** The time, where a clock stands still at `shown`. */
  hold(shown: number): number {
    this.startFrom(Math.max(this.#latest, shown));
    return this.#latest;
  }

  /** From now on no time is read that is before this one. */
  startFrom(time: number, uptime = this.#uptime()): void {
    this.#latest = time;
    this.#readAt = uptime;
  }
}
