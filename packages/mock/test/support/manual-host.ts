import type { Host, OutgoingCallback, SendOutcome } from "../../src/engine/host.ts";

/** A host whose time stands still until a test moves it. */
export interface ManualHost extends Host {
  /** Moves time, and runs the timers that are due on the way, in order. */
  readonly pass: (milliseconds: number) => Promise<void>;
  /** Sets the machine's clock, which moves no timer. */
  readonly setClock: (time: number) => void;
  /** How many timers are waiting. */
  readonly timers: () => number;
  /** What was sent, in order. */
  readonly sent: readonly OutgoingCallback[];
  /** What was reported. */
  readonly reported: readonly unknown[];
  /** What the receivers respond with. */
  respond: (callback: OutgoingCallback) => SendOutcome;
  /** Waits for what is under way, between two timers. */
  settle: () => Promise<void>;
}

/** Creates a host whose clock shows 2026-03-02T09:00:00Z. */
export const createManualHost = (): ManualHost => {
  let uptime = 0;
  let lead = Date.UTC(2026, 2, 2, 9);
  const timers = new Set<{ readonly at: number; readonly callback: () => void }>();
  const sent: OutgoingCallback[] = [];
  const reported: unknown[] = [];
  const runDue = async (until: number): Promise<void> => {
    for (;;) {
      const [next] = [...timers].filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at);
      if (!next) return;
      timers.delete(next);
      uptime = Math.max(uptime, next.at);
      next.callback();
      await settled();
      await host.settle();
    }
  };
  const host: ManualHost = {
    now: () => lead + uptime,
    uptime: () => uptime,
    later: (callback, delay) => {
      const timer = { at: uptime + delay, callback };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
    nextTurn: settled,
    send: async (callback) => {
      sent.push(callback);
      return host.respond(callback);
    },
    findUnavailable: async () => [],
    report: (error) => reported.push(error),
    close: () => undefined,
    pass: async (milliseconds) => {
      const until = uptime + milliseconds;
      await host.settle();
      await runDue(until);
      uptime = until;
    },
    setClock: (time) => {
      lead = time - uptime;
    },
    timers: () => timers.size,
    sent,
    reported,
    respond: () => ({ status: 200, latencyMs: 1 }),
    settle: settled,
  };
  return host;
};

/** Lets promises that are waiting for nothing else go on. */
const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 50; turn++) await Promise.resolve();
};
