import { bisect } from "./bisect.ts";

/** An item with a position in the order of creation. */
export interface Sequenced {
  readonly sequence: number;
}

/** Neighbors in a list. */
export interface Chunk<T> {
  readonly items: readonly T[];
  /** The position of the first of them. */
  readonly start: number;
}

/** Small enough to shift items at the speed of a memory copy, large enough that a million items need few chunks. */
const chunkCapacity = 512;

/**
 * Records in the order of their sequences, in chunks: adding and removing anywhere moves one chunk at most, and any
 * position is found by binary search.
 *
 * @example
 * const list = new SortedList<{ sequence: number }>();
 * list.put({ sequence: 20 });
 * list.put({ sequence: 10 });
 * list.slice(0, 1); // [{ sequence: 10 }]
 * list.rank((item) => item.sequence > 15); // 1
 */
export class SortedList<T extends Sequenced> {
  /** None of them is empty. */
  readonly #chunks: T[][] = [];
  /** The position of each chunk's first item. Only the first `#known` are up to date. */
  readonly #starts: number[] = [];
  #known = 0;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** The chunk that contains a position, for readers of many neighbors. Valid until the next change. */
  chunkAt(position: number): Chunk<T> {
    const index = this.#indexAt(position);
    return { items: this.#chunks[index] ?? [], start: this.#startOf(index) };
  }

  /** The number of items before the first that passes the test. All after one that passes must pass too. */
  rank(passes: (item: T) => boolean): number {
    const index = this.#chunkWhere(passes);
    const chunk = this.#chunks[index];
    return chunk ? this.#startOf(index) + placeWhere(chunk, passes) : this.#size;
  }

  /** The items from one position up to another, exclusive. */
  slice(from: number, to: number): T[] {
    const items: T[] = [];
    if (from >= to) return items;
    for (let index = this.#indexAt(from); index < this.#chunks.length && this.#startOf(index) < to; index++) {
      const start = this.#startOf(index);
      items.push(...(this.#chunks[index] ?? []).slice(Math.max(0, from - start), to - start));
    }
    return items;
  }

  /** Adds an item, or replaces the one with the same sequence. */
  put(item: T): void {
    const index = this.#chunkFor(item.sequence);
    const chunk = this.#chunks[index];
    if (!chunk) {
      this.#append(item);
      return;
    }
    const place = placeOf(chunk, item.sequence);
    if (chunk[place]?.sequence === item.sequence) {
      chunk[place] = item;
      return;
    }
    chunk.splice(place, 0, item);
    this.#size++;
    this.#moved(index + 1);
    if (chunk.length > chunkCapacity) this.#chunks.splice(index + 1, 0, chunk.splice(chunkCapacity / 2));
  }

  /** Removes the item with this sequence, if it exists. */
  delete(sequence: number): void {
    const index = this.#chunkFor(sequence);
    const chunk = this.#chunks[index];
    const place = chunk ? placeOf(chunk, sequence) : 0;
    if (chunk?.[place]?.sequence !== sequence) return;
    chunk.splice(place, 1);
    this.#size--;
    this.#moved(index + 1);
    this.#join(index);
    this.#join(index - 1);
  }

  /** Most items are the newest when they are added. Chunks that fill up like this stay full. */
  #append(item: T): void {
    const last = this.#chunks.at(-1);
    if (last && last.length < chunkCapacity) last.push(item);
    else this.#chunks.push([item]);
    this.#size++;
  }

  /** Drops an empty chunk, and joins two small neighbors, so that chunks stay few. */
  #join(index: number): void {
    const chunk = this.#chunks[index];
    const next = this.#chunks[index + 1];
    if (chunk?.length === 0) this.#dropChunk(index);
    else if (chunk && next && chunk.length + next.length <= chunkCapacity / 2) {
      chunk.push(...next);
      this.#dropChunk(index + 1);
    }
  }

  #dropChunk(index: number): void {
    this.#chunks.splice(index, 1);
    this.#moved(index);
  }

  /** The positions of the chunks from this one on are outdated. */
  #moved(index: number): void {
    this.#known = Math.min(this.#known, index);
  }

  /** A few thousand additions at worst, and only after a change in the middle. */
  #startOf(index: number): number {
    for (; this.#known <= index; this.#known++) {
      const before = this.#known - 1;
      this.#starts[this.#known] = (this.#starts[before] ?? 0) + (this.#chunks[before]?.length ?? 0);
    }
    return this.#starts[index] ?? 0;
  }

  #indexAt(position: number): number {
    return bisect(0, this.#chunks.length, (index) => this.#startOf(index) > position) - 1;
  }

  /** The position of an item with this sequence, present or not; after the last chunk if it comes after all others. */
  #chunkFor(sequence: number): number {
    const newest = this.#chunks.at(-1)?.at(-1);
    if (!newest || newest.sequence < sequence) return this.#chunks.length;
    return this.#chunkWhere((item) => item.sequence >= sequence);
  }

  /** The first chunk with an item that passes. */
  #chunkWhere(passes: (item: T) => boolean): number {
    return bisect(0, this.#chunks.length, (index) => {
      const last = this.#chunks[index]?.at(-1);
      return last !== undefined && passes(last);
    });
  }
}

const placeWhere = <T>(chunk: readonly T[], passes: (item: T) => boolean): number =>
  bisect(0, chunk.length, (place) => {
    const item = chunk[place];
    return item !== undefined && passes(item);
  });

const placeOf = (chunk: readonly Sequenced[], sequence: number): number =>
  placeWhere(chunk, (item) => item.sequence >= sequence);
