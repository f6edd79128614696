import type { TaskRecord } from "@task-contracts/mock/engine/model";
import type { TaskPage, TaskQuery } from "@task-contracts/mock/engine/store/store";
import type { Queryable, Statement } from "./postgres-database.ts";
import { parseRecords } from "./postgres-records.ts";
import { toColumn } from "./postgres-text.ts";

/** The sequences from one to another, inclusive. */
interface Span {
  readonly from: number;
  readonly to: number;
}

const everything: Span = { from: 0, to: Number.MAX_SAFE_INTEGER };

const cellsStatement: Statement = {
  name: "matching-cells",
  text: `
    SELECT cell, size FROM cells
    WHERE account = $1 AND api = $2 AND size > 0 AND ($3::text IS NULL OR type = $3)
      AND ($4::text IS NULL OR status = $4) AND ($5::text[] IS NULL OR review = ANY ($5))`,
};

/** Times never decrease with the sequence: the ends of an index by time are those of a span of sequences. */
const spanStatement: Statement = {
  name: "created-within",
  text: `
    SELECT (SELECT sequence FROM tasks WHERE account = $1 AND api = $2 AND created_at >= $3
        ORDER BY created_at, sequence LIMIT 1) AS "from",
      (SELECT sequence FROM tasks WHERE account = $1 AND api = $2 AND created_at <= $4
        ORDER BY created_at DESC, sequence DESC LIMIT 1) AS "to"`,
};

/**
 * Lists the tasks of a PostgreSQL database: a whole list by its index, or the matching cells, each by its own.
 *
 * @example
 * await listTasks(database, { api, account, status: "pending", order: "descending", limit: 100, offset: 0 });
 */
export const listTasks = async (database: Queryable, query: TaskQuery): Promise<TaskPage> => {
  const { account, api, type, status, customerReviewStatuses: reviews, order, limit, offset } = query;
  const list = [toColumn(account), toColumn(api)];
  const facets = [type, status].map((facet) => (facet === undefined ? null : toColumn(facet)));
  const cells = await database.query(cellsStatement, [...list, ...facets, reviews?.map(toColumn) ?? null]);
  const size = cells.reduce((sum, cell) => sum + Number(cell["size"]), 0);
  if (size === 0) return nothing;
  const created = await createdWithin(database, query, list);
  const numbers = cells.map(({ cell }) => cell);
  const isWhole = (type ?? status ?? reviews) === undefined;
  const { from, to } = beyond(created ?? everything, query);
  const span = [Math.max(0, from), Math.max(-1, to)];
  // One more than requested shows whether there are more.
  const rows = await database.query(isWhole ? wholePage(order) : cellsPage(order), [
    ...(isWhole ? list : [numbers]),
    ...span,
    limit + 1,
    offset,
  ]);
  const records = parseRecords<TaskRecord>(rows);
  return {
    records: records.slice(0, limit),
    // The sizes of cells are known; only times make it necessary to count.
    total: created ? await count(database, numbers, created) : size,
    hasMore: records.length > limit,
  };
};

const nothing: TaskPage = { records: [], total: 0, hasMore: false };

const createdWithin = async (
  database: Queryable,
  { createdFrom = -Infinity, createdTo = Infinity }: TaskQuery,
  list: readonly string[],
): Promise<Span | undefined> => {
  if (createdFrom === -Infinity && createdTo === Infinity) return undefined;
  const [row] = await database.query(spanStatement, [...list, createdFrom, createdTo]);
  // Without a first or a last one, there is none in between.
  return { from: Number(row?.["from"] ?? Infinity), to: Number(row?.["to"] ?? -1) };
};

/** The items after the last task of the previous page. */
const beyond = ({ from, to }: Span, { after, order }: TaskQuery): Span => {
  const last = Number.MAX_SAFE_INTEGER;
  if (after === undefined) return { from: Math.min(from, last), to };
  return order === "ascending"
    ? { from: Math.min(last, Math.max(from, after + 1)), to }
    : { from: Math.min(from, last), to: Math.min(to, after - 1) };
};

const count = async (database: Queryable, cells: readonly unknown[], { from, to }: Span): Promise<number> => {
  if (from > to) return 0;
  const [row] = await database.query(countStatement, [cells, from, to]);
  return Number(row?.["count"]);
};

const countStatement: Statement = {
  name: "count-tasks",
  text: "SELECT count(*) AS count FROM tasks WHERE cell = ANY ($1::bigint[]) AND sequence BETWEEN $2 AND $3",
};

const wholePage = (order: TaskQuery["order"]): Statement => ({
  name: `whole-page-${order}`,
  text: `
    SELECT record FROM tasks WHERE account = $1 AND api = $2 AND sequence BETWEEN $3 AND $4
    ORDER BY sequence ${directions[order]} LIMIT $5 OFFSET $6`,
});

/** The first tasks of each cell, merged: no cell has to be read beyond the page. */
const cellsPage = (order: TaskQuery["order"]): Statement => ({
  name: `cells-page-${order}`,
  text: `
    SELECT record FROM tasks WHERE sequence = ANY (ARRAY(
      SELECT each.sequence FROM unnest($1::bigint[]) AS cells (cell), LATERAL (
        SELECT sequence FROM tasks WHERE tasks.cell = cells.cell AND sequence BETWEEN $2 AND $3
        ORDER BY sequence ${directions[order]} LIMIT $4::bigint + $5::bigint
      ) AS each
      ORDER BY sequence ${directions[order]} LIMIT $4 OFFSET $5
    )) ORDER BY sequence ${directions[order]}`,
});

const directions = { ascending: "ASC", descending: "DESC" };
