import type { Server } from "../servers/peer.ts";
import type { Load, LoadJob } from "./load.ts";

/** What a server did in one turn. */
export interface Turn {
  readonly perSecond: number;
  /** Time on a core per request, in microseconds. Absent where the system does not tell, or too little was done. */
  readonly cpuMicros?: number;
  /** Which part of the time the server was on a core. */
  readonly busy?: number;
  readonly failures: number;
  readonly firstFailure?: string;
}

/** Lets a server work under load, and sees what it takes. */
export const measure = async (load: Load, server: Server, job: Omit<LoadJob, "port">): Promise<Turn> => {
  const before = server.usage()?.cpuMs;
  const { answers, seconds, failures, firstFailure } = await load({ ...job, port: server.port });
  const after = server.usage()?.cpuMs;
  const cpuMs = before === undefined || after === undefined ? 0 : after - before;
  return {
    perSecond: answers / seconds,
    ...(cpuMs > 0 && { cpuMicros: (cpuMs * 1000) / answers, busy: cpuMs / 1000 / seconds }),
    failures: answers === 0 ? Math.max(1, failures) : failures,
    ...(firstFailure !== undefined && { firstFailure }),
  };
};
