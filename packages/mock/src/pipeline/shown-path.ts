import type { Answer } from "./answer.ts";
import { decodeBase64 } from "../text/decode-base64.ts";
import { decode, hidden, holdsKey, redactPath, redactText } from "../text/redact.ts";

/** Who sent a request, as far as it says so. */
export interface Caller {
  readonly headers: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  /** Whether there is an account with this API key. */
  readonly isAccount: (key: string) => boolean;
}

/** No path that means something has more keys in it. */
const MOST_KEYS = 8;

/**
 * Finds the API keys that a request has in its path: in the place of an ID, or, where the path leads to no operation, as
 * any segment. What the contract spells out in a path is no key, whatever the key of an account is.
 *
 * @example
 * keysInPath("/moderation/tasks/test_key", caller, answer.request); // ["test_key"]
 */
export const keysInPath = (path: string, caller: Caller, request?: Answer["request"]): readonly string[] => {
  let found = none;
  const texts = request?.match
    ? Object.values(request.match.params).flatMap(textsOf)
    : path.split("/").map(decode);
  // This runs for every request, and hardly ever finds one.
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

/** Where a style puts something around values. */
const separators = /[.,;=]/;

/**
 * A path as it may be logged: without keys, whether as a parameter, before a host, or as one of the segments found.
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
 * Takes the keys of a path out of what is said about the request: a text, or an object with texts in it.
 *
 * @example
 * withoutKeys({ error: "There is no task test_key." }, ["test_key"]); // { error: "There is no task …." }
 */
export const withoutKeys = <T>(value: T, keys: readonly string[]): T =>
  keys.length === 0 ? value : (hideIn(value, keys) as T);

const hideIn = (value: unknown, keys: readonly string[]): unknown => {
  if (typeof value === "string") return keys.reduce(hide, value);
  if (Array.isArray(value)) return value.map((each) => hideIn(each, keys));
  // Bytes and streams are what a service responds with, and stay as they are.
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  return Object.fromEntries(Object.entries(value).map(([name, child]) => [name, hideIn(child, keys)]));
};

/** Whole words only, for the sake of keys such as `a`; as it is, and as a path may spell it. */
const hide = (text: string, key: string): string =>
  [key, encodeURIComponent(key)].reduce(
    (shown, spelling) =>
      shown.replaceAll(new RegExp(`(?<![\\w-])${escapePattern(spelling)}(?![\\w-])`, "g"), hidden),
    text,
  );

const escapePattern = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);

/** What a request proves its right with, whether or not its operation asks for that. */
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
