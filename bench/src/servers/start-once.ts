import type { WireRequest } from "../load/wire-request.ts";
import { awaitAnswer } from "./await-answer.ts";
import type { Server } from "./peer.ts";

const MEGABYTE = 1_000_000;

/** A start of a server. */
export interface Start {
  /** Until the first response, in milliseconds. */
  readonly time: number;
  /** Then, in megabytes. */
  readonly memory: number;
}

/** Starts a server, asks it something, and ends it. */
export const startOnce = async (launch: () => Promise<Server>, first?: WireRequest): Promise<Start> => {
  const begin = performance.now();
  const server = await launch();
  try {
    await awaitAnswer(server, first);
    const time = performance.now() - begin;
    return { time, memory: (server.usage()?.memory ?? Number.NaN) / MEGABYTE };
  } finally {
    await server.stop();
  }
};
