/** What was counted: responses by operation, transitions and callbacks by kind of task. */
export type Counted = "callback" | "response" | "transition";

/** How often something occurred: its name, such as a status, and the count. */
export type Counts = ReadonlyMap<string, number>;

const none: Counts = new Map();

/**
 * Counts what was exercised of contracts: responses, transitions and attempts to deliver callbacks. It is limited by the
 * contracts, which say what there is to count.
 *
 * @example
 * coverage.add("response", "moderation", "getTask", "200");
 * coverage.of("response", "moderation", "getTask").get("200"); // 1
 */
export class Coverage {
  readonly #counts = new Map<string, Map<string, number>>();

  /** @param owner The id of the API, or the namespace of its tasks. */
  add(counted: Counted, owner: string, subject: string, outcome: string): void {
    const key = `${counted} ${owner} ${subject}`;
    let counts = this.#counts.get(key);
    if (!counts) this.#counts.set(key, (counts = new Map()));
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  }

  of(counted: Counted, owner: string, subject: string): Counts {
    return this.#counts.get(`${counted} ${owner} ${subject}`) ?? none;
  }

  clear(): void {
    this.#counts.clear();
  }
}
