import type { WireRequest } from "../load/wire-request.ts";
import { apiKey, idsOf, pageOf, type Page } from "./filled-server.ts";
import type { Server } from "./peer.ts";
import { getTask, listTasks } from "./scale-requests.ts";

/** Tasks on each page. */
const PAGE = 10;

/** A way to read from a server with many tasks. */
export interface Reading {
  readonly id: string;
  readonly what: string;
  /** Whether its growth is bounded by a goal. */
  readonly isGoal: boolean;
  readonly requests: (server: Server, size: number) => Promise<readonly WireRequest[]>;
}

/** A list with a query, whose page must not be empty. */
const list = (
  id: string,
  what: string,
  queryOf: (server: Server, size: number) => string | Promise<string>,
  isGoal = true,
): Reading => ({
  id,
  what,
  isGoal,
  requests: async (server, size) => {
    const query = `limit=${PAGE}&${await queryOf(server, size)}`;
    const { docs } = await pageOf(server, query);
    if (docs.length === 0) throw new Error(`${what}: no task of ${size} is found with ${query}.`);
    return [listTasks(server.base, apiKey, query)];
  },
});

/** When the tasks in the middle were created. */
const middle = async (server: Server, size: number): Promise<string> => {
  const { docs } = await pageOf(server, `limit=1&offset=${Math.floor(size / 2)}`);
  return docs[0]?.created_at ?? "";
};

const nextToken = async (server: Server, size: number): Promise<string> => {
  const { next_token: token }: Page = await pageOf(server, `limit=1&offset=${Math.floor(size / 2)}`);
  return token ?? "";
};

/** All that can be read, with each filter of `listTasks`. */
export const readings: readonly Reading[] = [
  {
    id: "get",
    what: "GET of a task",
    isGoal: true,
    requests: async (server, size) => {
      const places = Array.from({ length: 20 }, (_, index) => Math.floor((index * size) / 20));
      const pages = await Promise.all(places.map((offset) => idsOf(server, `limit=5&offset=${offset}`)));
      return pages.flat().map((id) => getTask(server.base, apiKey, id));
    },
  },
  list("first-page", "first page", () => ""),
  list("deep-offset", "page at the far end, by offset", (_, size) => `offset=${size - PAGE}`, false),
  list(
    "next-token",
    "page in the middle, by next_token",
    async (server, size) => `next_token=${await nextToken(server, size)}`,
    false,
  ),
  list("status-common", "first page, status=pending (most)", () => "status=pending"),
  list("status-rare", "first page, status=canceled (few, the oldest)", () => "status=canceled"),
  list("type", "first page, type=datacollection (1 in 10)", () => "type=datacollection"),
  list(
    "review",
    "first page, customer_review_status=accepted (few)",
    () => "customer_review_status=accepted",
  ),
  list("start-time", "first page, start_time", async (...at) => `start_time=${await middle(...at)}`),
  list("end-time", "first page, end_time", async (...at) => `end_time=${await middle(...at)}`),
  list(
    "all-filters",
    "first page, status, type and end_time together",
    async (...at) => `status=pending&type=comparison&end_time=${await middle(...at)}`,
  ),
];
