import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { TaskRecord } from "@task-contracts/mock/engine/model";
import type { SqliteCells } from "./sqlite-cells.ts";
import { parseRecords } from "./sqlite-records.ts";
import { type Span, sqliteSpans } from "./sqlite-spans.ts";
import type { TaskPage, TaskQuery } from "@task-contracts/mock/engine/store/store";

/** The source of a page: a whole list, or cells of it. Each is sorted by sequence in an index. */
interface Source {
  readonly column: "list" | "cell";
  readonly numbers: readonly number[];
  readonly size: number;
}

/**
 * Lists the tasks of a SQLite database.
 *
 * @example
 * const listTasks = sqliteTaskPages(database, cells);
 * listTasks({ api, account, status: "pending", order: "descending", limit: 100, offset: 0 });
 */
export const sqliteTaskPages = (
  database: DatabaseSync,
  cells: SqliteCells,
): ((query: TaskQuery) => TaskPage) => {
  const prepare = statementCache(database);
  const spans = sqliteSpans(database);

  const count = (source: Source, { from, to }: Span): number => {
    const statement = prepare(`SELECT count(*) AS count FROM (${merge(source)})`);
    return Number(statement.get(from, to, ...source.numbers)?.["count"]);
  };

  const read = (source: Source, { from, to }: Span, { order, limit, offset }: TaskQuery): TaskRecord[] => {
    const direction = order === "ascending" ? "ASC" : "DESC";
    const page = `${merge(source)} ORDER BY sequence ${direction} LIMIT ? OFFSET ?`;
    const sql = `SELECT record FROM tasks WHERE sequence IN (${page}) ORDER BY sequence ${direction}`;
    return parseRecords(prepare(sql).all(from, to, ...source.numbers, limit, offset));
  };

  return (query) => {
    const list = cells.findList(query.account, query.api);
    const source = list === undefined ? undefined : sourceOf(cells, list, query);
    if (list === undefined || !source || source.size === 0) return { records: [], total: 0, hasMore: false };
    const created = spans.createdWithin(list, query);
    // One more than requested shows whether there are more.
    const records = read(source, beyond(created ?? everything, query), { ...query, limit: query.limit + 1 });
    return {
      records: records.slice(0, query.limit),
      // The sizes of cells are known; only times make it necessary to count.
      total: created ? count(source, created) : source.size,
      hasMore: records.length > query.limit,
    };
  };
};

const everything: Span = { from: 0, to: Number.MAX_SAFE_INTEGER };

/** The items after the last task of the previous page. */
const beyond = ({ from, to }: Span, { after, order }: TaskQuery): Span => {
  if (after === undefined) return { from, to };
  return order === "ascending"
    ? { from: Math.max(from, after + 1), to }
    : { from, to: Math.min(to, after - 1) };
};

const sourceOf = (cells: SqliteCells, list: number, query: TaskQuery): Source => {
  const matching = cells.matching(list, query);
  const size = matching.reduce((sum, cell) => sum + cell.size, 0);
  const isWhole = (query.type ?? query.status ?? query.customerReviewStatuses) === undefined;
  return isWhole
    ? { column: "list", numbers: [list], size }
    : { column: "cell", numbers: matching.map(({ cell }) => cell), size };
};

/**
 * SQLite merges the parts of a UNION ALL if they have its order, without sorting. It supports
 * 500 parts, several times as many as the facets of the contracts can require.
 */
const merge = ({ column, numbers }: Source): string =>
  numbers
    .map(
      (_, index) =>
        `SELECT sequence FROM tasks WHERE ${column} = ?${index + 3} AND sequence BETWEEN ?1 AND ?2`,
    )
    .join(" UNION ALL ");

/** There are as many statements as numbers of cells, times six: few. */
const statementCache = (database: DatabaseSync): ((sql: string) => StatementSync) => {
  const statements = new Map<string, StatementSync>();
  return (sql) => {
    let statement = statements.get(sql);
    if (!statement) statements.set(sql, (statement = database.prepare(sql)));
    return statement;
  };
};
