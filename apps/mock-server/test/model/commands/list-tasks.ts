import * as fc from "fast-check";
import { expect } from "vitest";
import { agree } from "../agree.ts";
import { type Filter, found, page } from "../page.ts";
import { type Account, accountOf, anyKey, isoTime, type Model, pickOf, type ScaleTask } from "../state.ts";
import type { System } from "../system.ts";
import { ask, type Command, commands } from "./command.ts";
import { outcomes } from "./review-task.ts";

/** A bound: so many milliseconds from the creation of a task, or the day of it. */
interface Bound {
  readonly pick: number;
  readonly offset: number | "day";
}

interface Listing {
  readonly key: string;
  readonly status: string | undefined;
  readonly type: string | undefined;
  readonly review: string | undefined;
  readonly from: Bound | undefined;
  readonly to: Bound | undefined;
  readonly limit: number;
}

const bound: fc.Arbitrary<Bound> = fc.record({
  pick: fc.nat(50),
  offset: fc.constantFrom(-1, 0, 0, 1, "day" as const),
});

/** Few filters at a time, or hardly any task would be found. */
const optional = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });

const listed = {
  key: anyKey,
  status: optional(fc.constantFrom("pending", "completed", "canceled")),
  type: optional(fc.constantFrom("categorization", "annotation", "comparison", "transcription")),
  review: optional(fc.constantFrom(...outcomes, outcomes.join(","))),
  from: optional(bound),
  to: optional(bound),
  limit: fc.constantFrom(1, 1, 2, 3, 4, 100),
};

const listing: fc.Arbitrary<Listing> = fc.record(listed);

const timeOf = ({ tasks, now }: Account, given: Bound | undefined): string | undefined => {
  if (!given) return undefined;
  const at = pickOf(tasks, given.pick)?.createdAt ?? now;
  return given.offset === "day" ? isoTime(at).slice(0, 10) : isoTime(at + given.offset);
};

const filterOf = (account: Account, { status, type, review, from, to }: Listing): Filter => ({
  status,
  type,
  customer_review_status: review,
  start_time: timeOf(account, from),
  end_time: timeOf(account, to),
});

/** A page that is asked for, and what it must be. */
interface Asked {
  readonly key: string;
  readonly filter: Filter;
  readonly limit: number;
  readonly offset?: number;
  readonly token?: string | undefined;
  readonly after?: ScaleTask | undefined;
}

/** Asks for a page and compares it. Returns its last task and the token, if there is more. */
const askPage = async (
  model: Model,
  system: System,
  { key, filter, limit, offset = 0, token, after }: Asked,
): Promise<{ token: string; after: ScaleTask } | undefined> => {
  const values = { ...filter, limit: String(limit), offset: String(offset), next_token: token };
  const given = Object.entries(values).filter((pair): pair is [string, string] => pair[1] !== undefined);
  const line = `GET /scale-v1/tasks?${new URLSearchParams(given).toString()}`;
  const reply = await ask(model, system, { key, operation: "listTasks", line });
  if (!reply) return undefined;
  const all = found(accountOf(model, key), filter);
  const { docs, hasMore, last } = page(all, { limit, offset, after });
  const next = hasMore ? expect.stringMatching(/./) : null;
  const expected = { docs, total: all.length, limit, offset, has_more: hasMore, next_token: next };
  agree(line, { status: reply.status, body: reply.body }, { status: 200, body: expected });
  return hasMore && last ? { token: String(reply.body["next_token"]), after: last } : undefined;
};

/** One page at an offset, whose token may be used later. */
export const pages: fc.Arbitrary<Command> = commands(
  "list",
  fc.record({ ...listed, offset: fc.constantFrom(0, 0, 1, 2, 3, 6) }),
  {
    run: async (model, system, params) => {
      const filter = filterOf(accountOf(model, params.key), params);
      const next = await askPage(model, system, { ...params, filter });
      if (next) model.walks.push({ account: params.key, filter: { ...filter }, ...next });
    },
  },
);

/** All pages, from token to token. */
export const walks: fc.Arbitrary<Command> = commands("list from page to page", listing, {
  run: async (model, system, params) => {
    const filter = filterOf(accountOf(model, params.key), params);
    const asked = { key: params.key, filter, limit: params.limit };
    for (let next = await askPage(model, system, asked); next;) {
      next = await askPage(model, system, { ...asked, ...next });
    }
  },
});

/** Goes on where an earlier page ended, whatever has happened since. */
export const laterPages: fc.Arbitrary<Command> = commands(
  "go on with a list",
  fc.record({ pick: fc.nat(50), limit: fc.integer({ min: 1, max: 4 }) }),
  {
    isPossible: ({ walks: known }) => known.length > 0,
    run: async (model, system, { pick, limit }) => {
      const walk = pickOf(model.walks, pick);
      if (walk) await askPage(model, system, { ...walk, key: walk.account, limit });
    },
  },
);
