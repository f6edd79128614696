/**
 * The receiver of a URL: its scheme, host and port, in one spelling. Each URL that cannot be parsed is a receiver
 * of its own.
 *
 * @example
 * receiverOf("https://Shop.example:443/callbacks?task=7"); // "https://shop.example"
 */
export const receiverOf = (url: string): string => {
  const origin = URL.parse(url)?.origin;
  // "null" is the origin of URLs without a host, such as data:.
  return origin === undefined || origin === "null" ? url : origin;
};
