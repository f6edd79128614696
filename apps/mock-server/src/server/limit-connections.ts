import { readFileSync } from "node:fs";
import type { Server } from "node:http";

/** The minimum interval between reports of rejected connections, in milliseconds. */
const silence = 10_000;

/**
 * Rejects connections before the process runs out of file descriptors. Half of them are for callbacks, for the
 * store, and for what the server loads on first use.
 *
 * @param tell Called with the report.
 * @example
 * limitConnections(server, (message) => console.error(message));
 */
export const limitConnections = (server: Server, tell: (message: string) => void): void => {
  // Accepting a connection has failed. The others continue.
  server.on("error", ({ message }) => tell(`A connection could not be accepted: ${message}.`));
  const limit = openFilesLimit();
  if (limit === undefined) return;
  server.maxConnections = Math.floor(limit / 2);
  let toldAt = -Infinity;
  server.on("drop", () => {
    if (performance.now() - toldAt < silence) return;
    toldAt = performance.now();
    tell(
      `Connections are turned away: ${server.maxConnections} are open, and the process may have ${limit} open files in all. Close some, or raise the limit (ulimit -n).`,
    );
  });
};

/** On systems other than Linux it is not worth asking: that takes longer than all the rest of the start. */
const openFilesLimit = (): number | undefined => {
  if (process.platform !== "linux") return undefined;
  try {
    const [, limit] = /^Max open files +(\d+)/m.exec(readFileSync("/proc/self/limits", "utf8")) ?? [];
    return limit === undefined ? undefined : Number(limit);
  } catch {
    return undefined;
  }
};
