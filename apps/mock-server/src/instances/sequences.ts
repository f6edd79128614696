import { StoreError } from "@task-contracts/mock/engine/store/store-error";

/** How many sequences a block has: far more than are used while the next one is fetched. */
export const blockSize = 2 ** 20;

/**
 * Hands out sequences of blocks, each of which belongs to one instance. With a block that is fetched after an account was taken
 * over, all of its sequences ascend.
 */
export class Sequences {
  readonly #fetchBlock: () => Promise<number>;
  #next = 0;
  #end = 0;
  #following: number | undefined;
  #isFetching = false;

  /** @param fetchBlock Returns the number of a block that no one had before, above all earlier ones. */
  constructor(fetchBlock: () => Promise<number>) {
    this.#fetchBlock = fetchBlock;
  }

  /** From now on, sequences are those of this block, and of later ones. */
  startAt(block: number): void {
    this.#next = block * blockSize;
    this.#end = this.#next + blockSize;
    this.#following = undefined;
  }

  /** @throws {StoreError} If there is none, as the database has not responded for long. */
  readonly next = (): number => {
    if (this.#end - this.#next < blockSize / 2 && this.#following === undefined) this.#fetch();
    if (this.#next === this.#end) {
      if (this.#following === undefined) {
        throw new StoreError("Nothing was stored: the database did not respond in time.", {
          isPassing: true,
        });
      }
      this.startAt(this.#following);
    }
    return this.#next++;
  };

  #fetch(): void {
    if (this.#isFetching) return;
    this.#isFetching = true;
    const before = this.#end;
    const take = (block: number): void => {
      // An account may have been taken over meanwhile, with a later block.
      if (this.#end === before) this.#following = block;
    };
    // If it fails, the next call tries again.
    void this.#fetchBlock()
      .then(take, () => undefined)
      .finally(() => (this.#isFetching = false));
  }
}
