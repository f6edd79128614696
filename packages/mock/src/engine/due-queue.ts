/** Something that happens at a certain time. */
export interface Due {
  /** By the clock of the account, in milliseconds since 1970. */
  readonly at: number;
  /** Breaks ties between entries of the same time: the lower one first. */
  readonly sequence: number;
}

const isEarlier = (a: Due, b: Due): boolean => a.at < b.at || (a.at === b.at && a.sequence < b.sequence);

/** Future events, the earliest first: a binary heap, so that 100,000 retries cost little. */
export class DueQueue<T extends Due> {
  readonly #heap: T[] = [];

  get size(): number {
    return this.#heap.length;
  }

  /** The earliest entry, without removing it. */
  peek(): T | undefined {
    return this.#heap[0];
  }

  add(entry: T): void {
    const heap = this.#heap;
    let index = heap.push(entry) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = heap[parent] as T;
      if (!isEarlier(entry, above)) break;
      heap[index] = above;
      index = parent;
    }
    heap[index] = entry;
  }

  /**
   * Removes and returns the earliest entry, if it is due at `time`.
   *
   * @example
   * while ((entry = queue.take(now))) run(entry);
   */
  take(time: number): T | undefined {
    const heap = this.#heap;
    const [first] = heap;
    if (first === undefined || first.at > time) return undefined;
    const last = heap.pop() as T;
    if (heap.length > 0) this.#sink(last);
    return first;
  }

  clear(): void {
    this.#heap.length = 0;
  }

  /** Puts an entry at the top and lets it sink to its place. */
  #sink(entry: T): void {
    const heap = this.#heap;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= heap.length) break;
      const right = heap[child + 1];
      if (right !== undefined && isEarlier(right, heap[child] as T)) child += 1;
      const below = heap[child] as T;
      if (!isEarlier(below, entry)) break;
      heap[index] = below;
      index = child;
    }
    heap[index] = entry;
  }
}
