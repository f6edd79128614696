import { readFileSync } from "node:fs";
import type { Server } from "node:http";

/** How often it is said at most that connections are turned away, in milliseconds. */
const silence = 10_000;

/**
 * Turns connections away before the process has no file left to open. Half of what it may open is for callbacks, for the
 * store, and for what the server loads when it is first needed.
 *
 * @param tell Learns of it.
 * @example
 * limitConnections(server, (message) => console.error(message));
 */
export const limitConnections = (server: Server, tell: (message: string) => void): void => {
  // Accepting a connection has failed. The others go on.
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

/** Elsewhere than on Linux it is not worth asking: that takes longer than all the rest of the start. */
const openFilesLimit = (): number | undefined => {
  if (process.platform !== "linux") return undefined;
  try {
    const [, limit] = /^Max open files +(\d+)/m.exec(readFileSync("/proc/self/limits", "utf8")) ?? [];
    return limit === undefined ? undefined : Number(limit);
  } catch {
    return undefined;
  }
};
