import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startPostgres } from "../support/start-postgres.ts";

declare module "vitest" {
  interface ProvidedContext {
    readonly postgresUrl: string;
  }
}

/** One PostgreSQL for all tests that need one: that of `DATABASE_URL`, or one from a package, in a folder of its own. */
export default async ({ provide }: TestProject): Promise<() => Promise<void>> => {
  const { DATABASE_URL } = process.env;
  if (DATABASE_URL !== undefined) {
    provide("postgresUrl", DATABASE_URL);
    return async () => undefined;
  }
  const folder = await mkdtemp(join(tmpdir(), "task-mock-postgres-"));
  const postgres = await startPostgres(folder);
  provide("postgresUrl", postgres.url);
  return async () => {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  };
};
