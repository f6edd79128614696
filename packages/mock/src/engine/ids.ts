import { createHash, createHmac, randomBytes } from "node:crypto";

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

/** Of this process, so that two servers hardly ever make the same id. */
const processPart = randomBytes(5).toString("hex");
let counter = randomBytes(3).readUIntBE(0, 3);

/**
 * An id as the Scale APIs make them: 24 lower-case hex digits, of which the first 8 are the time in seconds. Ids of one
 * process ascend, which spares a database from writing all over its index.
 *
 * @param time In milliseconds since 1970.
 * @example
 * scaleTaskId(Date.now()); // "69206f1ce3b0c44298fc1c14"
 */
export const scaleTaskId = (time: number): string => {
  counter = (counter + 1) % 0x1_00_00_00;
  return hex(Math.floor(time / 1000), 8) + processPart + hex(counter, 6);
};

const hex = (value: number, digits: number): string =>
  value.toString(16).padStart(digits, "0").slice(-digits);

/**
 * An id of letters and digits, as Dataflow Kit makes them.
 *
 * @example
 * letterId(24); // "tCx0b4hPF6wvRq2Be9wZv9aJ"
 */
export const letterId = (length: number): string => lettersOf(random(length));

/**
 * The ids of what every account has from the start. They follow from the API key, so that nothing need be kept of an
 * account that was only read. Each call returns the next one.
 *
 * @example
 * const nextId = derivedIds("test_key");
 * nextId(24); // the same in every run
 */
export const derivedIds = (apiKey: string): ((length: number) => string) => {
  let count = 0;
  return (outputLength) => {
    count += 1;
    return lettersOf(createHash("shake256", { outputLength }).update(`${count} ${apiKey}`).digest());
  };
};

const lettersOf = (bytes: Buffer): string =>
  Array.from(bytes, (byte) => LETTERS[byte % LETTERS.length]).join("");

/**
 * The key of an account that its callbacks carry, unless the settings say another one. It follows from the API key, so
 * that a receiver can be told before the account exists, and after a restart still knows the right one.
 *
 * @example
 * callbackAuthKey("test_key"); // the same in every run
 */
export const callbackAuthKey = (apiKey: string): string =>
  `cb_${createHmac("sha256", "callbackAuthKey").update(apiKey).digest("hex").slice(0, 32)}`;
