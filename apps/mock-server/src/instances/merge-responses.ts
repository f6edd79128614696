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

const merges: Readonly<Record<string, Merge>> = {
  listAccounts: (bodies) => bodies.flat(),
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
