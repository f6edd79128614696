/** How long the process has been running, in milliseconds: unlike the time of day, no one can set it. */
export type Uptime = () => number;

/**
 * Makes a clock that can be set monotonic: it follows when the clock is set forward, and when the clock is set back, it
 * continues from where it is at the usual pace. It neither goes back nor stops.
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

  /** The time, given that a clock that can be set shows `shown`. In milliseconds. */
  read(shown: number): number {
    const uptime = this.#uptime();
    const expected = this.#latest + Math.floor(uptime - this.#readAt);
    if (shown < expected) return expected;
    this.startFrom(shown, uptime);
    return shown;
  }

  /** The time, given that a clock is frozen at `shown`. */
  hold(shown: number): number {
    this.startFrom(Math.max(this.#latest, shown));
    return this.#latest;
  }

  /** Ensures that later reads are not before this time. */
  startFrom(time: number, uptime = this.#uptime()): void {
    this.#latest = time;
    this.#readAt = uptime;
  }
}
