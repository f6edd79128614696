import { ask } from "../processes/ask.ts";
import { startProcess } from "../processes/start-process.ts";
import { program } from "./paths.ts";

/** How a receiver treats callbacks: answers at once, late, never, or breaks the connection. */
export type Mode = "fast" | "slow" | "hanging" | "reset";

/** What has been answered with 200. */
export interface Counts {
  /** Different tasks. */
  readonly tasks: number;
  readonly arrivals: number;
  /** When the last of them arrived, in milliseconds since 1970. */
  readonly lastAt: number;
}

/** What a process of receivers can be asked. */
export type Question =
  | { readonly open: number }
  | { readonly mode: Mode; readonly delayMs: number; readonly ports: readonly number[] }
  | { readonly count: readonly number[] }
  | { readonly clear: true };

/** Receivers in a process of their own. */
export interface Receivers {
  readonly open: (count: number) => Promise<readonly number[]>;
  readonly setMode: (ports: readonly number[], mode: Mode, delayMs?: number) => Promise<void>;
  readonly count: (ports: readonly number[]) => Promise<Counts>;
  /** Forgets what has arrived. */
  readonly clear: () => Promise<void>;
}

/** Runs something with receivers, and ends them. */
export const withReceivers = async <T>(work: (receivers: Receivers) => Promise<T>): Promise<T> => {
  const { child, stop } = startProcess([program("receiver-process")], { channel: true });
  const put = <A>(question: Question): Promise<A> => ask<A>(child, question);
  try {
    return await work({
      open: (count) => put({ open: count }),
      setMode: async (ports, mode, delayMs = 0) => void (await put({ mode, delayMs, ports })),
      count: (ports) => put({ count: ports }),
      clear: async () => void (await put({ clear: true })),
    });
  } finally {
    await stop();
  }
};

/** Where a receiver takes callbacks. */
export const callbackUrl = (port: number): string => `http://127.0.0.1:${port}/callback`;
