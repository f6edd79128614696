/** How a receiver answers: with a status, or by hanging up. */
export type Steady = number | "hang-up";

/** How a receiver answers a callback; perhaps not before the server has gone. */
export type Reaction = Steady | "hang";

/** How a path of the receiver answers: so many reactions one after the other, and then always the same. */
export class Plan {
  #next: readonly Reaction[];
  #always: Steady;

  constructor(next: readonly Reaction[] = [], always: Steady = 200) {
    this.#next = next;
    this.#always = always;
  }

  /** Lets the next callback wait for an answer that never comes. */
  hangNext(): void {
    this.#next = ["hang", ...this.#next];
  }

  take(): Reaction {
    const [first = this.#always, ...rest] = this.#next;
    this.#next = rest;
    return first;
  }
}
