import { MockError } from "@task-contracts/mock/mock-error";
import { createMemoryStore } from "@task-contracts/mock/engine/store/memory-store";
import { openSqliteStore } from "./sqlite-store.ts";
import type { Store } from "@task-contracts/mock/engine/store/store";

const sqlitePrefix = "sqlite:";

const usage =
  'Use "memory", which ends with the server, "sqlite:<file>", such as "sqlite:tasks.db", or "postgres://<user>:<password>@<host>/<database>".';

/** The kind of store that an option names. */
export type StoreKind = "memory" | "sqlite" | "postgres";

/** The kind of a store, from its option. */
export const storeKind = (spec: string): StoreKind => {
  if (spec.startsWith(sqlitePrefix)) return "sqlite";
  return isPostgresUrl(spec) ? "postgres" : "memory";
};

const isPostgresUrl = (spec: string): boolean => /^postgres(?:ql)?:\/\//.test(spec);

/**
 * Opens the store for an option: `memory`, `sqlite:` with the path of a file, or the URL of a PostgreSQL database, which is
 * used by this server alone.
 *
 * @throws {MockError} If it is none of them, or the store cannot be opened.
 */
export const openStore = async (spec: string): Promise<Store> => {
  if (spec === "memory") return createMemoryStore();
  if (isPostgresUrl(spec)) {
    // The driver is loaded only where it is used.
    const [{ openPostgres }, { createPostgresStore }] = await Promise.all([
      import("./postgres-database.ts"),
      import("./postgres-store.ts"),
    ]);
    return createPostgresStore(await openPostgres(spec));
  }
  if (!spec.startsWith(sqlitePrefix)) throw new MockError(`There is no store "${spec}". ${usage}`);
  const file = spec.slice(sqlitePrefix.length);
  const problem = problemOf(file);
  if (problem !== undefined) throw new MockError(`"${spec}" names no file. ${problem}`);
  return openSqliteStore(file);
};

/** Other applications read these as a database without a file, or as a URL. SQLite would read them differently. */
const problemOf = (file: string): string | undefined => {
  if (file.trim() === "") return usage;
  if (file === ":memory:") return 'For a store that ends with the server, use "memory".';
  if (file.startsWith("file:")) return "What follows sqlite: is a path, not a URL. Leave file: out.";
  if (!file.startsWith("//")) return undefined;
  const path = file.replace(/^\/+/, "") || "tasks.db";
  return `What follows sqlite: is a path, not a URL. For a file in the working directory use "sqlite:${path}", for an absolute path "sqlite:/${path}".`;
};
