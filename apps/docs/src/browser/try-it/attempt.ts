import type { Offer } from "../../try-it/offer.ts";

/** What the reader wants to send: the request of the page with values of their own. It is what a link can share. */
export interface Attempt {
  readonly mode: Mode;

  /** Values of parameters by name. Empty ones are not sent. */
  readonly values: Readonly<Record<string, string>>;
  readonly body: string;
  readonly receiver: Receiver;
}

export type Mode = "test" | "live";

/** How the receiver of the page responds to callbacks. */
export type Receiver = "200" | "500" | "none";

/** The keys of the accounts in the page. */
export const keys: Readonly<Record<Mode, string>> = { test: "test_try_it", live: "live_try_it" };

/** The request as the page has it at first. */
export const firstAttempt = ({ bodies, parameters }: Offer): Attempt => ({
  mode: "test",
  values: Object.fromEntries(
    parameters
      .filter(({ isShown }) => isShown)
      .map(({ example, name }) => [name, name === "account" ? keys.test : example]),
  ),
  body: bodies[0]?.text ?? "",
  receiver: "200",
});

/** The request on a local mock. */
export function requestOf(offer: Offer, { body, mode, values }: Attempt): Request {
  const headers = new Headers();
  if (offer.key?.place === "basic") headers.set("authorization", `Basic ${btoa(`${keys[mode]}:`)}`);
  const hasBody = offer.bodies.length > 0 && body.trim() !== "";
  if (hasBody) headers.set("content-type", "application/json");
  return new Request(urlOf(offer, values, mode), {
    method: offer.method,
    headers,
    ...(hasBody && { body }),
  });
}

function urlOf(offer: Offer, values: Attempt["values"], mode: Mode): string {
  const path = offer.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(values[name] ?? ""),
  );
  const query = new URLSearchParams();
  for (const { in: place, name } of offer.parameters) {
    const value = values[name];
    if (place === "query" && value !== undefined && value !== "") query.set(name, value);
  }
  if (offer.key?.place === "query") query.set(offer.key.name, keys[mode]);
  const text = query.toString();
  return `${offer.server}${path}${text === "" ? "" : `?${text}`}`;
}

/**
 * The values for another account: what was generated for the one is replaced by what was generated for the other, and what
 * the reader wrote stays.
 *
 * @example
 * exchangeGenerated({ task_id: "a", limit: "3" }, { task_id: "a" }, { task_id: "b" }); // { task_id: "b", limit: "3" }
 */
export const exchangeGenerated = (
  values: Attempt["values"],
  before: Attempt["values"],
  after: Attempt["values"],
): Attempt["values"] =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      value === before[name] ? (after[name] ?? value) : value,
    ]),
  );

const PREFIX = "#try=";

/**
 * The part of an address that has the attempt in it.
 *
 * @param generated Values that exist only in this page. The page that opens the link generates its own.
 */
export function hashOf(attempt: Attempt, generated: Attempt["values"] = {}): string {
  const own = Object.entries(attempt.values).filter(([name, value]) => generated[name] !== value);
  const bytes = new TextEncoder().encode(JSON.stringify({ ...attempt, values: Object.fromEntries(own) }));
  const text = btoa(Array.from(bytes, (byte) => String.fromCodePoint(byte)).join(""));
  return PREFIX + text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** The attempt that an address shares, on top of the first one. Undefined if it shares none, or none that can be read. */
export function attemptIn(hash: string, first: Attempt): Attempt | undefined {
  if (!hash.startsWith(PREFIX)) return undefined;
  try {
    const text = atob(hash.slice(PREFIX.length).replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(text, (character) => character.codePointAt(0) ?? 0);
    return checked(JSON.parse(new TextDecoder().decode(bytes)) as Partial<Attempt>, first);
  } catch {
    return undefined;
  }
}

/** A link comes from anywhere: what it has of the wrong kind is ignored. */
function checked({ body, mode, receiver, values }: Partial<Attempt>, first: Attempt): Attempt {
  const texts = Object.entries(Object(values) as Record<string, unknown>).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  return {
    mode: mode === "live" ? "live" : "test",
    values: { ...first.values, ...Object.fromEntries(texts) },
    body: typeof body === "string" ? body : first.body,
    receiver: receiver === "500" || receiver === "none" ? receiver : "200",
  };
}
