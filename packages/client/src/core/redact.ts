/** Takes secrets out of a text. */
export type Redact = (text: string) => string;

/**
 * The credentials of HTTP Basic authentication for a key without a password.
 *
 * @example
 * basicCredentials("k3y"); // "azN5Og=="
 */
export const basicCredentials = (apiKey: string): string =>
  btoa(String.fromCharCode(...new TextEncoder().encode(`${apiKey}:`)));

/**
 * Makes a function that replaces an API key, in every way that it is written on the wire, in texts from elsewhere: bodies
 * that repeat the request, and messages of `fetch` that name the URL.
 *
 * @example
 * createRedact("k3y")("GET /tasks?api_key=k3y failed"); // "GET /tasks?api_key=[redacted] failed"
 */
export const createRedact =
  (apiKey: string): Redact =>
  (text) =>
    [
      basicCredentials(apiKey),
      encodeURIComponent(apiKey),
      JSON.stringify(apiKey).slice(1, -1),
      apiKey,
    ].reduce((clean, secret) => clean.replaceAll(secret, "[redacted]"), text);

/**
 * Copies an error, and those that caused it, without secrets. It is a copy because the original belongs to others, who
 * put URLs not only into messages: Bun has them in properties, for example.
 *
 * @example
 * new ConnectionError(origin, { operationId, cause: redactError(cause, redact) });
 */
export const redactError = (error: unknown, redact: Redact): Error => {
  const {
    name = "Error",
    message = String(error),
    cause,
    code,
  } = (error ?? {}) as Partial<Error> & { code?: unknown };
  const copy = new Error(redact(message), cause ? { cause: redactError(cause, redact) } : {});
  return Object.assign(copy, { name }, code && { code });
};
