import { EngineFailure } from "./engine/failure.ts";
import { MockServerError } from "./mock-server-error.ts";
import { nearestName } from "./pipeline/nearest-name.ts";

/** A bound on what the server keeps or takes in. */
interface Bound {
  readonly initially: number;
  /** What is counted: `The server keeps at most 100 ${of}`. */
  readonly of: string;
  /** What happens beyond the bound. */
  readonly beyond: string;
}

/**
 * Every bound of the server, so that no client can fill its memory: each can be set, by `--limit` and by the option
 * `limits`. Tasks and their deliveries are what the server is there for, and have none.
 */
export const bounds = {
  accounts: { initially: 10_000, of: "accounts", beyond: "what would make another one gets a 507" },
  snapshots: { initially: 100, of: "snapshots", beyond: "another one gets a 507" },
  snapshotBytes: {
    initially: 256 * 1024 * 1024,
    of: "bytes in all snapshots together",
    beyond: "another one gets a 507",
  },
  faults: { initially: 1000, of: "faults that are still to happen", beyond: "another one gets a 507" },
  journalEntries: {
    initially: 10_000,
    of: "requests in the journal",
    beyond: "the oldest are forgotten",
  },
  journalBytes: {
    initially: 64 * 1024 * 1024,
    of: "bytes in the journal, with headers, bodies and violations",
    beyond: "the oldest requests are forgotten",
  },
  journalBodyBytes: {
    initially: 64 * 1024,
    of: "bytes of each body in the journal",
    beyond: "the rest of the body is left out",
  },
  eventStreams: { initially: 64, of: "event streams at once", beyond: "another one gets a 507" },
  eventStreamBytes: {
    initially: 4 * 1024 * 1024,
    of: "bytes that an event stream may lag behind",
    beyond: "the stream ends, with an event that says so",
  },
  waits: {
    initially: 1000,
    of: "requests that wait for a delivery",
    beyond: "another one gets a 507",
  },
  violationKinds: {
    initially: 1000,
    of: "kinds of violations that a proxy tells apart",
    beyond: "the rest are counted together",
  },
} as const satisfies Readonly<Record<string, Bound>>;

/** The name of a bound. */
export type LimitName = keyof typeof bounds;

/** The bounds of a server. */
export type Limits = Readonly<Record<LimitName, number>>;

export const limitNames = Object.keys(bounds) as readonly LimitName[];

/** What holds unless it is set. */
export const defaultLimits = Object.fromEntries(
  limitNames.map((name) => [name, bounds[name].initially]),
) as Limits;

/**
 * The bounds of a server: the given ones, and the default for all others.
 *
 * @throws {MockServerError} For a name that is no bound, and a value that is no whole number.
 */
export const resolveLimits = (given: Partial<Limits> = {}): Limits => {
  for (const [name, value] of Object.entries(given)) {
    const problem = explainLimit(name, value);
    if (problem !== undefined) throw new MockServerError(problem);
  }
  return { ...defaultLimits, ...given };
};

/** What is wrong with a bound, if anything. */
export const explainLimit = (name: string, value: unknown): string | undefined => {
  if (!(name in defaultLimits)) {
    const nearest = nearestName(name, limitNames);
    const hint = nearest === undefined ? `There are ${limitNames.join(", ")}` : `Did you mean ${nearest}`;
    return `There is no limit ${name.slice(0, 60)}. ${hint}${nearest === undefined ? "." : "?"}`;
  }
  if (Number.isSafeInteger(value) && Number(value) >= 0) return undefined;
  return `The limit ${name} is ${String(value)}, but must be a whole number from 0.`;
};

/**
 * Refuses what would go beyond a bound, in words that say which one, and how to raise it.
 *
 * @param remedy What makes room, as a sentence.
 */
export const limitReached = (name: LimitName, limits: Limits, remedy: string): EngineFailure => {
  const limit = limits[name];
  const more = Math.max(1, limit * 2);
  return new EngineFailure(
    507,
    `The server keeps at most ${limit} ${bounds[name].of}. ${remedy} Or raise the limit: start it with --limit ${name}=${more}, or with startMockServer({ limits: { ${name}: ${more} } }).`,
  );
};
