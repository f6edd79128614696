/**
 * Who receives what is sent to a URL: its scheme, host and port, in one spelling. URLs that cannot be read are receivers
 * of their own.
 *
 * @example
 * receiverOf("https://Shop.example:443/callbacks?task=7"); // "https://shop.example"
 */
export const receiverOf = (url: string): string => {
  const origin = URL.parse(url)?.origin;
  // "null" is the origin of URLs without a host, such as data:.
  return origin === undefined || origin === "null" ? url : origin;
};
