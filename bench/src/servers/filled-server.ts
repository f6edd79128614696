import type { Load } from "../load/load.ts";
import type { WireRequest } from "../load/wire-request.ts";
import { call } from "../processes/call.ts";
import { fill } from "./fill.ts";
import { control } from "./ours.ts";
import type { Server } from "./peer.ts";
import { authorization, createTask, listTasks, parameters } from "./scale-requests.ts";

/** A server with so many tasks. */
export interface Filled {
  readonly size: number;
  readonly server: Server;
  /** Before it was filled, and after, in bytes. */
  readonly memory: readonly [before: number, after: number];
}

/** The account that has all the tasks. */
export const apiKey = "live_sweep";

/** The tasks are created at so many moments, a minute apart. */
const MOMENTS = 20;
/** So many of the oldest tasks are completed and reviewed, and as many canceled. */
export const RARE = 20;

/** Out of ten tasks, six are of one type, three of another and one of a third. All are due in a week. */
const mixture = (base: string): WireRequest[] => {
  const urgency = "week";
  const categorization = createTask(base, apiKey, { ...parameters, urgency });
  const { categories: _, attachment, ...rest } = parameters;
  const comparison = createTask(
    base,
    apiKey,
    { ...rest, attachments: [attachment, "A bee."], choices: ["first", "second"], urgency },
    "comparison",
  );
  const datacollection = createTask(
    base,
    apiKey,
    { ...rest, attachment, fields: { price: "How much is it?" }, urgency },
    "datacollection",
  );
  return [
    ...Array.from({ length: 6 }, () => categorization),
    ...Array.from({ length: 3 }, () => comparison),
    datacollection,
  ];
};

/**
 * Fills a server with tasks of which each filter finds some: created over twenty minutes by a clock that stands still in
 * between, most of them pending; completed, reviewed and canceled ones are rare and at the far end of the list.
 */
export const fillServer = async (
  load: Load,
  server: Server,
  size: number,
  callbackUrl: string,
): Promise<void> => {
  const settings = { liveCompletion: "by-urgency", defaultCallbackUrl: callbackUrl };
  await control(server, "PATCH", `/settings?account=${apiKey}`, settings);
  await control(server, "POST", `/clock/freeze?account=${apiKey}`);
  for (let moment = 0; moment < MOMENTS; moment += 1) {
    await fill(load, server, mixture(server.base), size / MOMENTS);
    if (moment === 0) await endSome(server);
    await control(server, "POST", `/clock/advance?account=${apiKey}`, { minutes: 1 });
  }
};

/** Creates tasks in another account, and forgets them: else a server with few tasks would be a server that has run little. */
export const warmUp = async (load: Load, server: Server, count: number): Promise<void> => {
  const other = "live_warm_up";
  await control(server, "PATCH", `/settings?account=${other}`, { defaultCallbackUrl: "http://127.0.0.1:9/" });
  await fill(load, server, [createTask(server.base, other)], count);
  await control(server, "POST", `/reset?account=${other}`);
};

/** Ends some of the oldest tasks: on a smaller server than the smallest there are fewer to end. */
const endSome = async (server: Server): Promise<void> => {
  const ids = await idsOf(server, `limit=${2 * RARE}`);
  const half = Math.ceil(ids.length / 2);
  for (const id of ids.slice(0, half)) {
    await control(server, "POST", `/tasks/${id}/complete?account=${apiKey}`, {});
    await control(server, "POST", `/tasks/${id}/review?account=${apiKey}`, { status: "accepted" });
  }
  for (const id of ids.slice(half)) {
    const path = `${server.base}/task/${id}/cancel`;
    await call(server.port, { method: "POST", path, headers: authorization(apiKey) });
  }
};

/** A page of a list, as far as it matters here. */
export interface Page {
  readonly docs: readonly { readonly task_id: string; readonly created_at: string }[];
  readonly total: number;
  readonly next_token: string | null;
}

/** @throws {Error} If the list is refused. */
export const pageOf = async ({ port, base }: Server, query: string): Promise<Page> => {
  const { status, body } = await call(port, listTasks(base, apiKey, query));
  if (status !== 200) throw new Error(`The list ${query} was answered with ${status}: ${body}`);
  return JSON.parse(body) as Page;
};

export const idsOf = async (server: Server, query: string): Promise<string[]> =>
  (await pageOf(server, query)).docs.map(({ task_id: id }) => id);
