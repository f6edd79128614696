import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plusFromState } from "pure-rand/generator/xoroshiro128plus";

/** Numbers from 0 to 1 that follow from a seed alone. */
export interface Draw {
  readonly next: () => number;
  /** Where they go on. Absent before the first. */
  readonly state: () => readonly number[] | undefined;
}

/**
 * Creates such numbers.
 *
 * @param drawn Where to go on. Default: at the beginning.
 * @example
 * createDraw("seed").next(); // the same in every run
 */
export const createDraw = (seed: string, drawn?: readonly number[]): Draw => {
  let generator = drawn && xoroshiro128plusFromState([...drawn]);
  return {
    next: () => {
      generator ??= xoroshiro128plusFromState(stateOf(sha256(utf8ToBytes(seed))));
      return uniformInt(generator, 0, 999_999) / 1_000_000;
    },
    state: () => generator?.getState(),
  };
};

/** The state of a generator that begins with a digest, of at least 16 bytes. */
export const stateOf = (digest: Uint8Array): number[] => {
  const view = new DataView(digest.buffer, digest.byteOffset);
  return [0, 4, 8, 12].map((offset) => view.getInt32(offset, true));
};
