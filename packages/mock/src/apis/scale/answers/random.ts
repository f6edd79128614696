import { sha1 } from "@noble/hashes/legacy.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plusFromState } from "pure-rand/generator/xoroshiro128plus";
import { stateOf } from "../../../engine/draw.ts";

/** Reproducible random choices. */
export interface Random {
  /** An integer between the two, inclusive. */
  integer(min: number, max: number): number;
  /** `true` in this share of all calls, from 0 to 1. */
  chance(share: number): boolean;
  /** One of the items, of which there must be at least one. */
  pick<T>(items: readonly T[]): T;
  /** This many of the items, in their order. */
  sample<T>(items: readonly T[], count: number): T[];
}

/**
 * Creates a sequence of random choices that depends only on the seed: the same on every machine and in every version
 * of Node.
 *
 * @example
 * const random = createRandom("5f2b8c1e9d3a47006b1e8f20");
 * random.integer(1, 6); // always the same for this seed
 */
export const createRandom = (seed: string): Random => {
  // Hashed, since consecutive ids differ only in a few bits.
  const generator = xoroshiro128plusFromState(stateOf(sha1(utf8ToBytes(seed))));
  const integer = (min: number, max: number): number => uniformInt(generator, min, max);
  return {
    integer,
    chance: (share) => integer(1, 1000) <= share * 1000,
    pick: <T>(items: readonly T[]) => items[integer(0, items.length - 1)] as T,
    // Knuth's algorithm S: each item is chosen with the probability that the remaining ones leave.
    sample: (items, count) => {
      let missing = count;
      return items.filter((_, index) => {
        const taken = integer(1, items.length - index) <= missing;
        if (taken) missing -= 1;
        return taken;
      });
    },
  };
};
