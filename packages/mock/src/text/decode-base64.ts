/**
 * Decodes text in UTF-8.
 *
 * @returns Undefined for invalid base64, such as a token of impossible length.
 * @example
 * decodeBase64("dGVzdF9rZXk6"); // "test_key:"
 */
export const decodeBase64 = (token: string): string | undefined => {
  try {
    const bytes = atob(token);
    // Keys are usually ASCII, which is the same in UTF-8, and this runs for every request.
    if (!/[^\0-\x7F]/.test(bytes)) return bytes;
    return new TextDecoder().decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)));
  } catch {
    return undefined;
  }
};
