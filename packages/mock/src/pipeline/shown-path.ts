import type { PipelineResult } from "./pipeline-result.ts";
import { decodeBase64 } from "../text/decode-base64.ts";
import { decode, hidden, holdsKey, redactPath, redactText } from "../text/redact.ts";

/** The sender of a request, as far as it is known. */
export interface Caller {
  readonly headers: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  /** Whether there is an account with this API key. */
  readonly isAccount: (key: string) => boolean;
}

/** No valid path has more keys in it. */
const MOST_KEYS = 8;

/**
 * Finds the API keys in the path of a request: in the place of an ID, or, if the path matches no operation, in
 * any segment. A literal segment of the contract is not a key, whatever the key of an account is.
 *
 * @example
 * keysInPath("/moderation/tasks/test_key", caller, answer.request); // ["test_key"]
 */
export const keysInPath = (
  path: string,
  caller: Caller,
  request?: PipelineResult["request"],
): readonly string[] => {
  let found = none;
  const texts = request?.match
    ? Object.values(request.match.params).flatMap(textsOf)
    : path.split("/").map(decode);
  // This runs for every request, and rarely finds one.
  for (const text of texts) {
    if (typeof text !== "string" || text === "" || found.length === MOST_KEYS) continue;
    if (text !== request?.apiKey && !caller.isAccount(text) && !credentialsOf(caller).has(text)) continue;
    if (!found.includes(text)) found = found.concat(text);
  }
  return found;
};

const none: readonly string[] = [];

/** The texts of a parameter, which may be an array or an object. */
const textsOf = (value: unknown): unknown =>
  typeof value === "object" && value !== null ? Object.entries(value).flat() : value;

/** Delimiters that a style adds to values. */
const separators = /[.,;=]/;

/**
 * A path for the log: without keys in parameters, before a host, or in the segments that were found.
 *
 * @example
 * shownPath("/moderation/tasks/test_key", ["test_key"]); // "/moderation/tasks/…"
 */
export const shownPath = (path: string, keys: readonly string[]): string =>
  keys.length === 0
    ? redactText(path)
    : redactPath(path, (segment) =>
        [segment, ...segment.split(separators)].some((part) => keys.includes(part)),
      );

/**
 * Removes the keys of a path from what is reported about the request: a text, or an object with texts in it.
 *
 * @example
 * withoutKeys({ error: "There is no task test_key." }, ["test_key"]); // { error: "There is no task …." }
 */
export const withoutKeys = <T>(value: T, keys: readonly string[]): T =>
  keys.length === 0 ? value : (hideIn(value, keys) as T);

const hideIn = (value: unknown, keys: readonly string[]): unknown => {
  if (typeof value === "string") return keys.reduce(hide, value);
  if (Array.isArray(value)) return value.map((each) => hideIn(each, keys));
  // Bytes and streams are the response of a service, and stay as they are.
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  return Object.fromEntries(Object.entries(value).map(([name, child]) => [name, hideIn(child, keys)]));
};

/** Whole words only, because a key may be as short as `a`; as it is, and percent-encoded. */
const hide = (text: string, key: string): string =>
  [key, encodeURIComponent(key)].reduce(
    (shown, spelling) =>
      shown.replaceAll(new RegExp(`(?<![\\w-])${escapePattern(spelling)}(?![\\w-])`, "g"), hidden),
    text,
  );

const escapePattern = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);

/** The credentials of a request, whether its operation requires them or not. */
const credentialsOf = ({ headers, query }: Caller): ReadonlySet<string> => {
  const ofHeader = tokensOf(headers["authorization"]);
  const inQuery = Object.keys(query).filter(holdsKey);
  const { "proxy-authorization": proxy, "x-api-key": own, "api-key": plain } = headers;
  if (inQuery.length === 0 && proxy === undefined && own === undefined && plain === undefined)
    return ofHeader;
  const values = [own, plain, ...inQuery.map((name) => query[name])].flatMap((value) => value ?? []);
  return new Set([...ofHeader, ...tokensOf(proxy), ...values.map(String)]);
};

/** The last header that was read: clients send the same one with each request. */
let last: { readonly header: unknown; readonly tokens: ReadonlySet<string> } = {
  header: undefined,
  tokens: new Set(),
};

const tokensOf = (header: unknown): ReadonlySet<string> => {
  if (header !== last.header) last = { header, tokens: new Set(readTokens(header)) };
  return last.tokens;
};

const readTokens = (header: unknown): readonly string[] => {
  if (typeof header !== "string") return [];
  const [, scheme = "", token = ""] = /^(?:(\w+) +)?(\S+)$/.exec(header) ?? [];
  return /^basic$/i.test(scheme) ? (decodeBase64(token) ?? "").split(":") : [token];
};
