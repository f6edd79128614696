/**
 * An error with a name for the delivery log.
 *
 * @example
 * throw failure("timeout");
 */
export const failure = (name: string): Error => Object.assign(new Error(name), { code: name });

/** Names for error codes that are not descriptive. */
const names: Readonly<Record<string, string>> = {
  ERR_INVALID_CHAR: "invalid header",
  ERR_INVALID_HTTP_TOKEN: "invalid header",
  ERR_INVALID_URL: "invalid URL",
  EMFILE: "too many open files",
  ENFILE: "too many open files",
  EPROTO: "TLS error",
  ETIMEDOUT: "timeout",
};

/**
 * Why there was no response, in a word that does not change between versions of Node: "timeout", "refused address",
 * "invalid response", or the code of the operating system or of OpenSSL, which users know or can look up.
 *
 * @example
 * nameFailure(error); // "ECONNREFUSED"
 */
export const nameFailure = (error: unknown): string => {
  // The user name or password in a URL is not percent-encoded correctly.
  if (error instanceof URIError) return "invalid URL";
  const { code } = Object(error) as { code?: unknown };
  if (typeof code !== "string") return "unknown error";
  // Node's parser: HPE_INVALID_CONSTANT, HPE_HEADER_OVERFLOW, …
  return code.startsWith("HPE_") ? "invalid response" : (names[code] ?? code);
};
