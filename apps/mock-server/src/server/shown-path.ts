import type { Answer } from "../pipeline/answer.ts";
import { redactPath, redactText } from "../redact.ts";

type Headers = Readonly<Partial<Record<"authorization", string | undefined>>>;

/** What is known of a request, to find the keys in its path. */
interface Known {
  readonly answer: Answer;
  readonly headers: Headers;
  readonly isAccount: (key: string) => boolean;
}

/**
 * A path as it may be logged: without keys, whether as a parameter, before a host, or in the place of an ID. What the
 * contract spells out in a path is no key, whatever the key of an account is.
 *
 * @example
 * shownPath("/scale-v1/task/test_key", known); // "/scale-v1/task/…"
 */
export const shownPath = (path: string, { answer: { request }, headers, isAccount }: Known): string => {
  const match = request?.match;
  if (match === undefined) return shownUnknownPath(path, headers, isAccount);
  const keys = Object.values(match.params).filter(
    (value) => typeof value === "string" && (value === request?.apiKey || isAccount(value)),
  );
  return keys.length === 0 ? redactText(path) : redactPath(path, (segment) => keys.includes(segment));
};

/**
 * A path that leads to no operation, without keys: any segment may be one.
 *
 * @example
 * shownUnknownPath("/_mock/accounts/test_key", headers, isAccount); // "/_mock/accounts/…"
 */
export const shownUnknownPath = (
  path: string,
  headers: Headers,
  isAccount: (key: string) => boolean,
): string => {
  const keys = keysIn(headers);
  return redactPath(path, (segment) => keys.includes(segment) || isAccount(segment));
};

/** The credentials of a request that reached no operation. */
const keysIn = ({ authorization = "" }: Headers): readonly string[] => {
  const [, scheme = "", token = ""] = /^(\w+) +(\S+)$/.exec(authorization) ?? [];
  if (token === "") return [];
  return /^basic$/i.test(scheme) ? Buffer.from(token, "base64").toString().split(":") : [token];
};
