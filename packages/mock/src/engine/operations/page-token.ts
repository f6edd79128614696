/**
 * A `next_token`: the position in a list, opaque to clients. It is the sequence of the last task of a page, so that it
 * stays valid however many tasks are created meanwhile.
 *
 * @example
 * writePageToken(42); // "czQy"
 */
export const writePageToken = (sequence: number): string => btoa(`s${sequence}`).replaceAll("=", "");

/**
 * @returns The sequence, or undefined for a text that is not a token.
 * @example
 * readPageToken("czQy"); // 42
 */
export const readPageToken = (token: string): number | undefined => {
  // Digits need neither of the characters in which base64 and base64url differ.
  if (!/^[A-Za-z\d]+$/.test(token) || token.length % 4 === 1) return undefined;
  const [, digits] = /^s(\d{1,15})$/.exec(atob(token)) ?? [];
  if (digits === undefined || writePageToken(Number(digits)) !== token) return undefined;
  return Number(digits);
};
