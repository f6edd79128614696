import { randomBytes } from "node:crypto";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** Random bytes are taken in portions: a call of `randomBytes` costs more than the bytes. */
const createRandom = (portion = 4096): ((count: number) => Buffer) => {
  let pool = Buffer.alloc(0);
  return (count) => {
    if (pool.length < count) pool = randomBytes(portion);
    const taken = pool.subarray(0, count);
    pool = pool.subarray(count);
    return taken;
  };
};

const random = createRandom();

/**
 * An id as the Scale APIs make them: 24 lower-case hex digits, of which the first 8 are the time in seconds.
 *
 * @param time In milliseconds since 1970.
 * @example
 * scaleTaskId(Date.now()); // "69206f1ce3b0c44298fc1c14"
 */
export const scaleTaskId = (time: number): string =>
  Math.floor(time / 1000)
    .toString(16)
    .padStart(8, "0")
    .slice(-8) + random(8).toString("hex");

/**
 * An id of letters and digits, as Dataflow Kit makes them.
 *
 * @example
 * letterId(24); // "tCx0b4hPF6wvRq2Be9wZv9aJ"
 */
export const letterId = (length: number): string =>
  Array.from(random(length), (byte) => LETTERS[byte % LETTERS.length]).join("");

/** The key of an account that its callbacks carry. */
export const callbackAuthKey = (): string => `cb_${random(16).toString("hex")}`;
