import { expect } from "vitest";

/**
 * What the server says must be what the model says. Undefined properties count as absent.
 *
 * @example
 * agree("the status", reply.status, 200);
 */
export const agree = (what: string, seen: unknown, expected: unknown): void => {
  expect({ [what]: seen }).toEqual({ [what]: expected });
};

/** What cannot be known to the millisecond must lie between two moments. */
export const agreeWithin = (what: string, seen: number, [from, to]: readonly [number, number]): void => {
  const isWithin = from <= seen && seen <= to;
  agree(what, { from, seen, to, isWithin }, { from, seen, to, isWithin: true });
};
