import { EngineFailure } from "./engine/failure.ts";
import { MockError } from "./mock-error.ts";
import { abbreviateText } from "./text/abbreviate.ts";
import { nearestName } from "./text/nearest-name.ts";

/** The servers with limits: `task-mock serve`, which `startMockServer` also starts, and `task-mock proxy`. */
export type LimitedServer = "serve" | "proxy";

/** A limit on what the server stores or reads. */
interface Bound {
  readonly server: LimitedServer;
  readonly initially: number;
  /** What is counted: `The server keeps at most 100 ${of}`. */
  readonly of: string;
  /** What happens beyond the limit. */
  readonly beyond: string;
}

/**
 * The configurable limits of the server, set by `--limit` and by the option `limits`, so that no client can fill its memory.
 * Tasks and their deliveries are unlimited: storing them is the purpose of the server.
 */
export const bounds = {
  accounts: {
    server: "serve",
    initially: 10_000,
    of: "accounts",
    beyond: "what would make another one gets a 507",
  },
  snapshots: { server: "serve", initially: 100, of: "snapshots", beyond: "another one gets a 507" },
  snapshotBytes: {
    server: "serve",
    initially: 256 * 1024 * 1024,
    of: "bytes in all snapshots together, and in an imported one",
    beyond: "another one gets a 507",
  },
  faults: {
    server: "serve",
    initially: 1000,
    of: "faults that are not used up",
    beyond: "another one gets a 507",
  },
  journalEntries: {
    server: "serve",
    initially: 10_000,
    of: "requests in the journal",
    beyond: "the oldest are forgotten",
  },
  journalBytes: {
    server: "serve",
    initially: 64 * 1024 * 1024,
    of: "bytes in the journal, with headers, bodies and violations",
    beyond: "the oldest requests are forgotten",
  },
  journalBodyBytes: {
    server: "serve",
    initially: 64 * 1024,
    of: "bytes of each body in the journal",
    beyond: "the rest of the body is left out",
  },
  eventStreams: {
    server: "serve",
    initially: 64,
    of: "event streams at once",
    beyond: "another one gets a 507",
  },
  eventStreamBytes: {
    server: "serve",
    initially: 4 * 1024 * 1024,
    of: "bytes that an event stream may lag behind",
    beyond: "the stream ends, with an event that says so",
  },
  waits: {
    server: "serve",
    initially: 1000,
    of: "requests that wait for a delivery",
    beyond: "another one gets a 507",
  },
  responseBytes: {
    server: "serve",
    initially: 256 * 1024 * 1024,
    of: "bytes in responses that are not read yet",
    beyond: "a large one gets a 507",
  },
  bodyBytes: {
    server: "serve",
    initially: 1024 * 1024,
    of: "bytes in the body of a request",
    beyond: "a larger one gets a 413",
  },
  proxyBodyBytes: {
    server: "proxy",
    initially: 64 * 1024 * 1024,
    of: "bytes in the body of a request to the proxy",
    beyond: "a larger one gets a 413",
  },
  proxyCheckedBytes: {
    server: "proxy",
    initially: 8 * 1024 * 1024,
    of: "bytes of a body that the proxy checks, decoded",
    beyond: "a larger one is passed on unchecked, which the log reports",
  },
  violationKinds: {
    server: "proxy",
    initially: 1000,
    of: "kinds of violations that a proxy distinguishes",
    beyond: "the rest are counted together",
  },
} as const satisfies Readonly<Record<string, Bound>>;

/** A limit that cannot be configured: no use of the server needs another value. */
interface FixedBound extends Omit<Bound, "server" | "initially"> {
  readonly value: number;
}

/** The limits of what is read of a request, and of what is reported about it. */
export const fixedBounds = {
  headBytes: {
    value: 16 * 1024,
    of: "bytes in the head of a request",
    beyond: "a larger one gets a 431",
  },
  depth: {
    value: 32,
    of: "levels of arrays and objects in a body, of which the contracts need five",
    beyond: "a deeper one gets a 400",
  },
  formValues: {
    value: 1000,
    of: "values in a form",
    beyond: "one with more gets a 400",
  },
  discardedBodies: {
    value: 16,
    of: "times the limit that is read of a body that is too large, before the response",
    beyond: "the response does not wait for the rest",
  },
  unknownParameters: {
    value: 20,
    of: "unknown query parameters that are reported of a request",
    beyond: "the others are ignored",
  },
  violations: {
    value: 100,
    of: "violations that are reported of a request and its response",
    beyond: "the others are counted",
  },
  messageLength: {
    value: 1000,
    of: "characters in the message of a violation or an error",
    beyond: "the rest is left out",
  },
  locationParts: {
    value: 40,
    of: "parts in the location of a violation",
    beyond: "the rest is left out",
  },
  locationPartLength: {
    value: 100,
    of: "characters in a part of a location",
    beyond: "the rest is left out",
  },
} as const satisfies Readonly<Record<string, FixedBound>>;

/** The name of a limit. */
export type LimitName = keyof typeof bounds;

/** The limits of a server. */
export type Limits = Readonly<Record<LimitName, number>>;

export const limitNames = Object.keys(bounds) as readonly LimitName[];

/** The limits of one kind of server, with their defaults. */
export const limitsOf = (server: LimitedServer): readonly (readonly [LimitName, number])[] =>
  limitNames
    .filter((name) => bounds[name].server === server)
    .map((name) => [name, bounds[name].initially] as const);

/** The defaults. */
export const defaultLimits = Object.fromEntries(
  limitNames.map((name) => [name, bounds[name].initially]),
) as Limits;

/**
 * The limits of a server: the given ones, and the defaults for all others.
 *
 * @throws {MockError} If a name is not a limit of this server, or a value is not a whole number.
 */
export const resolveLimits = (server: LimitedServer, given: Partial<Limits> = {}): Limits => {
  for (const [name, value] of Object.entries(given)) {
    const problem = explainLimit(server, name, value);
    if (problem !== undefined) throw new MockError(problem);
  }
  return { ...defaultLimits, ...given };
};

/** What is wrong with a limit, if anything. */
export const explainLimit = (server: LimitedServer, name: string, value: unknown): string | undefined => {
  const names = limitsOf(server).map(([known]) => known);
  if (!names.includes(name as LimitName)) {
    const nearest = nearestName(name, names);
    const hint = nearest === undefined ? `There are ${names.join(", ")}.` : `Did you mean ${nearest}?`;
    return `There is no limit ${abbreviateText(name)} of task-mock ${server}. ${hint}`;
  }
  if (Number.isSafeInteger(value) && Number(value) >= 0) return undefined;
  return `The limit ${name} is ${String(value)}, but must be a whole number from 0.`;
};

/** How to raise a limit, as the end of a sentence. */
export const howToRaise = (name: LimitName, limits: Limits): string => {
  const more = Math.max(1, limits[name] * 2);
  return bounds[name].server === "proxy"
    ? `raise the limit: start the proxy with --limit ${name}=${more}.`
    : `raise the limit: start the server with --limit ${name}=${more}, or with startMockServer({ limits: { ${name}: ${more} } }).`;
};

/**
 * Rejects what would exceed a limit, with a message that names the limit and says how to raise it.
 *
 * @param remedy How to make room, as a sentence.
 */
export const limitReached = (name: LimitName, limits: Limits, remedy: string): EngineFailure =>
  new EngineFailure(
    507,
    `The server keeps at most ${limits[name]} ${bounds[name].of}. ${remedy} Or ${howToRaise(name, limits)}`,
  );
