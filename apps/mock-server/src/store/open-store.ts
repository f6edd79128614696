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
 * The option of a store, as others may read it: of a database its place only. Passwords may have any character, and be among the
 * parameters as well.
 *
 * @example
 * printableStore("postgres://ann:p@ss@db.example/mocks?password=x"); // "postgres://db.example/mocks"
 */
export const printableStore = (spec: string): string => {
  if (!isPostgresUrl(spec)) return spec;
  const url = URL.parse(spec);
  // With a slash in the password, the path has the rest of it.
  return url && !url.pathname.includes("@") ? `${url.protocol}//${url.host}${url.pathname}` : "postgres://…";
};

/**
 * Opens the store for an option, if it is that of one server: `memory`, or `sqlite:` with the path of a file.
 *
 * @throws {MockError} If it is neither, or the file cannot be opened.
 */
export const openStore = async (spec: string): Promise<Store> => {
  if (spec === "memory") return createMemoryStore();
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
