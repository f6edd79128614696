import { bareName } from "./bare-name.ts";
import { nearestName } from "./nearest-name.ts";

/** The replacement for a key. */
export const hidden = "…";

/** Fields that always hold a key. */
const keyFields = new Set(
  [
    "api-key",
    "x-api-key",
    "auth-key",
    "callback-auth",
    "callback-auth-key",
    "authorization",
    "proxy-authorization",
    "auth-token",
    "access-token",
    "cookie",
    "set-cookie",
  ].map(bareName),
);

/** Suffixes of headers that carry the callback key of an account, for any API. */
const callbackAuth = bareName("callback-auth");

const isKeyField = (name: string): boolean => {
  const bare = bareName(name);
  return keyFields.has(bare) || bare.endsWith(callbackAuth);
};

/** Names that mean a key in a query, a path or a setting, and something else in the data of a task. */
const parameters = new Set([...keyFields, "account", "accounts", "key", "token", "password", "secret"]);

/** Parameters that a misspelled one may mean. */
const spellings = ["account", "api_key", "callbackAuthKey"];

/**
 * Whether a parameter or setting holds a key, so that its value must not be shown.
 *
 * @example
 * holdsKey("account"); // true
 * holdsKey("limit"); // false
 */
export const holdsKey = (name: string): boolean => {
  const bare = bareName(name);
  return parameters.has(bare) || bare.endsWith(callbackAuth);
};

/**
 * A name that holds a key, then `=` or `:`, then a value that may be cut off. What may be in brackets is limited in length,
 * and contains no bracket: otherwise, each of many brackets would be searched to the end of the text.
 */
const assignment =
  /(?<![\w-])(["']?(?:accounts?|(?:x[-_]?)?api[-_]?key|(?:callback[-_]?)?auth[-_]?key|(?:[a-z\d]{1,32}[-_])?callback[-_]?auth|(?:proxy[-_]?)?authorization|(?:access|auth)?[-_]?token|key|password|secret|(?:set[-_]?)?cookie)(?:\[[^\][]{0,64}\]?)?["']?\s*[:=]\s*)("(?:[^"\\]|\\.)*"?|'[^']*'?|\[[^\]]*\]?|(?:(?:basic|bearer)\s+)?[^\s&;,"'}\]]+)/gi;

/** The user and the password of a URL. */
const userinfo = /\/\/[^\s/?#@"']*@/g;

/**
 * Whether a text may name a key, and so contain one.
 *
 * @example
 * mayHoldKey('{"callbackAuthKey": cb_1}'); // true
 */
export const mayHoldKey = (text: string): boolean =>
  /account|key|auth|token|password|secret|cookie|@/i.test(text);

/** A part of a multipart form, from its name to the next one. The length of its headers is limited. */
const formPart = /(name="([^"\r\n]{0,200})"[^]{0,1000}?\r?\n\r?\n)([^]*?)(?=\r?\n--|$)/g;

/**
 * Removes the keys from a multipart form, which may be cut off: the values of parts that are named like a key.
 *
 * @example
 * redactParts('…; name="api_key"\r\n\r\ntest_1\r\n--x--'); // '…; name="api_key"\r\n\r\n…\r\n--x--'
 */
export const redactParts = (text: string): string =>
  text.replaceAll(formPart, (part, head: string, name: string) => (holdsKey(name) ? head + hidden : part));

/**
 * Removes the keys from a text: the values of fields that hold one, and the userinfo of URLs.
 *
 * @example
 * redactText('{"callbackAuthKey":"cb_1"}'); // '{"callbackAuthKey":…}'
 * redactText("http://test_key:@127.0.0.1/"); // "http://…@127.0.0.1/"
 */
export const redactText = (text: string): string =>
  // Without these there is neither an assignment nor a user. Called for the path of every request.
  /[=:@]/.test(text) && mayHoldKey(text)
    ? text.replaceAll(userinfo, `//${hidden}@`).replaceAll(assignment, `$1${hidden}`)
    : text;

/**
 * Removes the keys from a query.
 *
 * @example
 * redactQuery("api_key=test_key&limit=5"); // "api_key=…&limit=5"
 */
export const redactQuery = (search: string): string =>
  search
    .split("&")
    .map((pair) => {
      const [name = ""] = new URLSearchParams(pair).keys();
      const isKey = holdsKey(name) || nearestName(name, spellings) !== undefined;
      return pair.includes("=") && isKey ? `${name}=${hidden}` : redactText(pair);
    })
    .join("&");

/**
 * Removes the keys from a path: parameters such as `;account=…`, the userinfo of a URL, and segments that are a key.
 *
 * @example
 * redactPath("/accounts/test_key", (segment) => segment === "test_key"); // "/accounts/…"
 */
export const redactPath = (path: string, isKey: (segment: string) => boolean): string =>
  redactText(path)
    .split("/")
    .map((segment) => (segment !== "" && isKey(decode(segment)) ? hidden : segment))
    .join("/");

/**
 * An ID as it may be repeated in a message: some callers send their key in its place.
 *
 * @example
 * redactId("test_key", (id) => id === "test_key"); // "…"
 */
export const redactId = (id: string, isKey: (id: string) => boolean): string =>
  isKey(id) ? hidden : redactText(id);

/** A segment of a path, percent-decoded if possible. */
export const decode = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
};

/**
 * Removes the userinfo from a `Host`, where some callers leave that of a URL.
 *
 * @example
 * redactHost("test_key:@127.0.0.1:4010"); // "…@127.0.0.1:4010"
 */
export const redactHost = (host: string): string => host.replace(/^.*@/s, `${hidden}@`);

/**
 * Removes the keys from headers. The scheme of `Authorization` stays.
 *
 * @example
 * redactHeaders({ authorization: "Basic dGVzdDo=" }); // { authorization: "Basic …" }
 */
export const redactHeaders = (
  headers: Readonly<Record<string, unknown>>,
): Record<string, string | string[]> =>
  Object.fromEntries(
    Object.entries(headers)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [
        name,
        Array.isArray(value)
          ? value.map((each) => redactHeader(name, String(each)))
          : redactHeader(name, String(value)),
      ]),
  );

const redactHeader = (name: string, value: string): string => {
  if (name.endsWith("authorization")) return value.replace(/^(\w+\s)?.*$/s, `$1${hidden}`);
  if (isKeyField(name)) return hidden;
  return name === "host" ? redactHost(value) : redactText(value);
};

/**
 * Removes the keys from the data of a message: the values of fields that always hold one.
 *
 * @example
 * redactValue({ api_key: "test_key", limit: 5 }); // { api_key: "…", limit: 5 }
 */
export const redactValue = (value: unknown): unknown => {
  if (typeof value === "string") return value.replaceAll(userinfo, `//${hidden}@`);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(redactValue);
  return Object.fromEntries(
    Object.entries(value).map(([name, child]) => [name, isKeyField(name) ? hidden : redactValue(child)]),
  );
};

/**
 * The URL of a callback, without what may identify its receiver: a secret in the query, or the userinfo.
 *
 * @example
 * redactUrl("http://user:pass@127.0.0.1/callback?secret=1"); // "http://127.0.0.1/callback"
 */
export const redactUrl = (text: string): string => {
  const url = URL.parse(text);
  return url ? `${url.origin}${url.pathname}` : redactText(text.split(/[?#]/, 1).join(""));
};
