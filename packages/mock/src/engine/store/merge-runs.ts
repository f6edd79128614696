import type { Chunk, Sequenced, SortedList } from "./sorted-list.ts";

/** The items of a list from one position up to another, exclusive. */
export interface Run<T extends Sequenced> {
  readonly list: SortedList<T>;
  readonly from: number;
  readonly to: number;
}

/** The requested part of the merged items. */
export interface Part {
  readonly order: "ascending" | "descending";
  readonly offset: number;
  readonly limit: number;
}

/**
 * A part of all runs together, as if they were one sorted list. Items are skipped in blocks: the cost grows
 * with the number of runs and the logarithm of the offset, not with the offset.
 *
 * @example
 * mergeRuns([{ list: pending, from: 0, to: pending.size }], { order: "descending", offset: 0, limit: 100 });
 */
export const mergeRuns = <T extends Sequenced>(
  runs: readonly Run<T>[],
  { order, offset, limit }: Part,
): T[] => {
  const cursors = runs.filter(({ from, to }) => from < to).map((run) => new Cursor(run, order));
  skip(cursors, Math.min(offset, lengthOf(runs)));
  for (const cursor of cursors) cursor.aim(1);
  const items: T[] = [];
  while (items.length < limit) {
    const first = nearest(cursors);
    if (!first?.target) break;
    items.push(first.target);
    first.advance();
  }
  return items;
};

/**
 * The total number of items in the runs.
 *
 * @example
 * lengthOf([{ list, from: 2, to: 5 }]); // 3
 */
export const lengthOf = (runs: readonly Run<Sequenced>[]): number =>
  runs.reduce((sum, { from, to }) => sum + Math.max(0, to - from), 0);

/**
 * With n runs and a block of b, at most n × b items are before or at the nearest end of a block. While at least that
 * many have to be skipped, that block is skipped as a whole.
 */
const skip = (cursors: readonly Cursor<Sequenced>[], count: number): void => {
  let left = count;
  while (left > 0) {
    const block = Math.max(1, 2 ** Math.floor(Math.log2(left / cursors.length)));
    const enough = block === 1 ? 1 : block * cursors.length;
    for (const cursor of cursors) cursor.aim(block);
    for (; left >= enough; left -= block) nearest(cursors)?.advance();
  }
};

const nearest = <T extends Sequenced>(cursors: readonly Cursor<T>[]): Cursor<T> | undefined => {
  let best: Cursor<T> | undefined;
  for (const cursor of cursors) if (!best || cursor.distance < best.distance) best = cursor;
  return best;
};

/** Reads a run from the end at which the order begins, and looks one block ahead. */
class Cursor<T extends Sequenced> {
  readonly #list: SortedList<T>;
  readonly #step: 1 | -1;
  #position: number;
  #left: number;
  #block = 1;
  #chunk: Chunk<T> = { items: [], start: 0 };
  /** The last item of the next block, if that many are left. */
  target: T | undefined;
  /** Increases along the order. */
  distance = Infinity;

  constructor({ list, from, to }: Run<T>, order: Part["order"]) {
    this.#list = list;
    this.#step = order === "ascending" ? 1 : -1;
    this.#position = order === "ascending" ? from : to - 1;
    this.#left = to - from;
  }

  aim(block: number): void {
    this.#block = block;
    this.target = block > this.#left ? undefined : this.#at(this.#position + this.#step * (block - 1));
    this.distance = this.target ? this.target.sequence * this.#step : Infinity;
  }

  /** Skips the next block, and moves on to the one after it. */
  advance(): void {
    this.#position += this.#step * this.#block;
    this.#left -= this.#block;
    this.aim(this.#block);
  }

  #at(position: number): T | undefined {
    const { items, start } = this.#chunk;
    if (position < start || position >= start + items.length) this.#chunk = this.#list.chunkAt(position);
    return this.#chunk.items[position - this.#chunk.start];
  }
}
