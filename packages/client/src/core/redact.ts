import { toText } from "./to-text.ts";

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
export const createRedact = (apiKey: string): Redact => {
  const written = [
    basicCredentials(apiKey),
    encodeURIComponent(apiKey),
    JSON.stringify(apiKey).slice(1, -1),
    apiKey,
  ];
  const pattern = new RegExp(written.map(patternOf).join("|"), "g");
  return (text) => text.replace(pattern, "[redacted]");
};

/**
 * Finds a secret. One with fewer than 16 characters counts only where it stands by itself, since it may be a part of any
 * word. What stands before it may be encoded, as in "%3Dk3y" or "\nk3y".
 */
const patternOf = (secret: string): string => {
  const escaped = secret.replace(/\W/g, "\\$&");
  if (secret.length >= 16) return escaped;
  return escaped.replace(/^\w/, "(?:\\b|(?<=%..|\\\\.))$&").replace(/\w$/, "$&\\b");
};

/**
 * Takes secrets out of JSON. Only text has them: a number that looks like a key is none.
 *
 * @throws SyntaxError
 * @example
 * redactJson('{"error":"no user 4","status":404}', createRedact("4")); // '{"error":"no user [redacted]","status":404}'
 */
export const redactJson = (text: string, redact: Redact): string =>
  JSON.stringify(JSON.parse(text), (_, value: unknown) => {
    if (typeof value === "string") return redact(value);
    if (value !== Object(value) || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value as object).map(([name, item]) => [redact(name), item]));
  });

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
    message = error,
    cause,
    code,
  } = (error ?? {}) as Partial<Record<keyof Error | "code", unknown>>;
  const copy = new Error(redact(toText(message)), cause ? { cause: redactError(cause, redact) } : {});
  return Object.assign(copy, { name }, code && { code });
};
