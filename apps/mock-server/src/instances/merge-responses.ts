/** Makes one body of those of all instances. */
type Merge = (bodies: readonly unknown[], query: Readonly<Record<string, unknown>>) => unknown;

const numberIn = (body: unknown, name: string): number =>
  Number((body as Record<string, unknown>)[name] ?? 0);

/** The clock of new accounts, which is the same everywhere, and what happened on all instances. */
const sumOfAdvances: Merge = (bodies) => ({
  ...(bodies[0] as object),
  completions: bodies.reduce<number>((sum, body) => sum + numberIn(body, "completions"), 0),
  attempts: bodies.reduce<number>((sum, body) => sum + numberIn(body, "attempts"), 0),
});

const byTime = (left: unknown, right: unknown): number =>
  Date.parse((left as { at: string }).at) - Date.parse((right as { at: string }).at);

interface Outcome {
  readonly status: string;
  readonly count: number;
}

const isOutcome = (value: unknown): value is Outcome =>
  typeof value === "object" && value !== null && "status" in value && "count" in value;

/**
 * Adds up what instances have counted; all else is the same everywhere, and samples may have anything in them. Outcomes are
 * listed once they have occurred.
 */
const sumOfCounts = (one: unknown, other: unknown): unknown => {
  if (Array.isArray(one) && Array.isArray(other)) {
    if (![...one, ...other].every(isOutcome))
      return one.map((each, index) => sumOfCounts(each, other[index]));
    const outcomes = new Map<string, Outcome>();
    for (const { count, status } of [...one, ...other] as Outcome[])
      outcomes.set(status, { status, count: count + (outcomes.get(status)?.count ?? 0) });
    return [...outcomes.values()];
  }
  if (typeof one !== "object" || one === null || Array.isArray(one)) return one;
  return Object.fromEntries(
    Object.entries(one).map(([name, value]: [string, unknown]) => {
      const added = (other as Readonly<Record<string, unknown>> | undefined)?.[name];
      if (name === "sample") return [name, value];
      return [name, name === "count" ? Number(value) + Number(added ?? 0) : sumOfCounts(value, added)];
    }),
  );
};

const merges: Readonly<Record<string, Merge>> = {
  listAccounts: (bodies) => bodies.flat(),
  // Each counts what it has seen.
  getContract: (bodies) => bodies.reduce(sumOfCounts),
  advanceClock: sumOfAdvances,
  setClock: sumOfAdvances,
  resetClock: sumOfAdvances,
  listRequests: (bodies, { limit }) => {
    const all = bodies.flat().toSorted(byTime);
    return Number(limit) === 0 ? [] : all.slice(-Number(limit ?? 100));
  },
};

/**
 * Merges the responses of all instances to a request that concerns all accounts. Most say the same.
 *
 * @example
 * mergeBodies("listAccounts", [[{ account: "a" }], [{ account: "b" }]], {}); // [{ account: "a" }, { account: "b" }]
 */
export const mergeBodies = (
  operationId: string,
  bodies: readonly unknown[],
  query: Readonly<Record<string, unknown>>,
): unknown => merges[operationId]?.(bodies, query) ?? bodies[0];
