/** How a receiver answers a callback: with a status, by hanging up, or not before the server has gone. */
export type Reaction = number | "hang-up" | "hang";

/** How a path of the receiver answers: so many reactions one after the other, and then always the same. */
export class Plan {
  #next: readonly Reaction[];
  #always: number | "hang-up";

  constructor(next: readonly Reaction[] = [], always: number | "hang-up" = 200) {
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
