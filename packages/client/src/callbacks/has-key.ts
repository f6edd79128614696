/**
 * Whether a header has one of the keys, in a time that tells nothing about them: what is compared are digests, always of
 * the same length and always to their end, so neither a common beginning nor a common length shows.
 *
 * A header that was sent twice arrives as both values with a comma between, which is no key.
 *
 * @example
 * await hasKey(request.headers.get("scale-callback-auth"), ["cb_8d1f6e0a"]);
 */
export const hasKey = async (given: string | null, keys: readonly string[]): Promise<boolean> => {
  const actual = await digest(given ?? "");
  let found = false;
  for (const key of keys) {
    const expected = await digest(key);
    const difference = expected.reduce((bits, byte, index) => bits | (byte ^ (actual[index] ?? 0)), 0);
    found = difference === 0 || found;
  }
  return found && given !== null;
};

const digest = async (text: string): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));

/**
 * A short name for a text, the same for the same text.
 *
 * @example
 * await fingerprint('{"error":"…"}'); // "9b74c9897bac770f…"
 */
export const fingerprint = async (text: string): Promise<string> =>
  Array.from(await digest(text), (byte) => byte.toString(16).padStart(2, "0")).join("");
