import { MockServerError } from "../mock-server-error.ts";
import { createMemoryStore } from "./memory-store.ts";
import { openSqliteStore } from "./sqlite-store.ts";
import type { Store } from "./store.ts";

const sqlitePrefix = "sqlite:";

/**
 * Opens the store that a user asks for: `memory`, or `sqlite:` with the path of a file.
 *
 * @example
 * const store = await openStore("sqlite:tasks.db");
 */
export const openStore = async (spec: string): Promise<Store> => {
  if (spec === "memory") return createMemoryStore();
  if (spec.startsWith(sqlitePrefix) && spec.length > sqlitePrefix.length) {
    return openSqliteStore(spec.slice(sqlitePrefix.length));
  }
  throw new MockServerError(
    `There is no store "${spec}". Use "memory", which ends with the server, or "sqlite:<file>", such as "sqlite:tasks.db".`,
  );
};
