import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { shake256 } from "@noble/hashes/sha3.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { type IdSource, lettersAndDigits } from "../contract/id-form.ts";
import type { Host } from "./host.ts";

/** Generates ids that no other task has. */
export interface Ids extends IdSource {
  /**
   * An id of letters and digits.
   *
   * @example
   * ids.letters(24); // "tCx0b4hPF6wvRq2Be9wZv9aJ"
   */
  readonly letters: (length: number) => string;
}

/** The number of random bytes to fetch at a time: a call costs more than the bytes. */
const PORTION = 4096;

/**
 * Creates a source of ids. An object id is 24 lower-case hex digits, of which the first 8 are the time in seconds; the ids of
 * one source ascend, which spares a database from writing all over its index.
 *
 * @example
 * createIds(host).objectId(Date.now()); // "69206f1ce3b0c44298fc1c14"
 */
export const createIds = ({ randomBytes }: Pick<Host, "randomBytes">): Ids => {
  let pool = new Uint8Array(0);
  const random = (count: number): Uint8Array => {
    if (pool.length < count) pool = randomBytes(Math.max(PORTION, count));
    const taken = pool.subarray(0, count);
    pool = pool.subarray(count);
    return taken;
  };
  // Random for each source, so that two rarely generate the same id.
  const own = bytesToHex(random(5));
  let counter = Number.parseInt(bytesToHex(random(3)), 16);
  const text = (length: number, alphabet: string): string => spell(random(length), alphabet);
  return {
    objectId: (time) => {
      counter = (counter + 1) % 0x1_00_00_00;
      return hexOf(Math.floor(time / 1000), 8) + own + hexOf(counter, 6);
    },
    text,
    letters: (length) => text(length, lettersAndDigits),
  };
};

const hexOf = (value: number, digits: number): string =>
  value.toString(16).padStart(digits, "0").slice(-digits);

const spell = (bytes: Uint8Array, alphabet: string): string => {
  let text = "";
  for (const byte of bytes) text += alphabet.charAt(byte % alphabet.length);
  return text;
};

/**
 * The ids of the initial tasks of every account. They are derived from the API key, so that nothing has to be stored for an
 * account that was only read. Each call returns the next one.
 *
 * @example
 * const nextId = derivedIds("test_key");
 * nextId(24); // the same in every run
 */
export const derivedIds = (apiKey: string): ((length: number) => string) => {
  let count = 0;
  return (length) => {
    count += 1;
    return spell(shake256(utf8ToBytes(`${count} ${apiKey}`), { dkLen: length }), lettersAndDigits);
  };
};

/**
 * The key that callbacks of an account carry, unless the settings set another one. It is derived from the API key, so
 * that a receiver can learn it before the account exists, and still has the right one after a restart.
 *
 * @example
 * callbackAuthKey("test_key"); // the same in every run
 */
export const callbackAuthKey = (apiKey: string): string => {
  if (last.apiKey !== apiKey) {
    const digest = hmac(sha256, utf8ToBytes("callbackAuthKey"), utf8ToBytes(apiKey));
    last = { apiKey, authKey: `cb_${bytesToHex(digest).slice(0, 32)}` };
  }
  return last.authKey;
};

/** The last one: clients that only read send the same key with each request, and no account is stored for them. */
let last = { apiKey: "", authKey: "" };
