import { getRandomValues } from "node:crypto";
import { setImmediate as nextTurn } from "node:timers/promises";
import { checkAttachments } from "./check-attachments.ts";
import { createSender, type SenderOptions } from "./send-callback.ts";
import type { Host } from "@task-contracts/mock/engine/host";

/** The maximum delay of Node's timers, in milliseconds. */
const LONGEST_TIMER = 2 ** 31 - 1;

/**
 * The engine's host in Node: timers that do not keep the process alive, and callbacks over `node:http`.
 *
 * @param outgoing Sends callbacks, and fetches attachments.
 */
export const createNodeHost = (outgoing: SenderOptions, report: Host["report"]): Host => {
  const sender = createSender(outgoing);
  return {
    now: Date.now,
    uptime: () => performance.now(),
    later,
    randomBytes: (count) => getRandomValues(new Uint8Array(count)),
    nextTurn: () => nextTurn(),
    send: sender.send,
    findUnavailable: (urls, signal) => checkAttachments(urls, { ...outgoing, signal }),
    report,
    close: sender.close,
  };
};

/** A delay that exceeds the maximum of timers is split among several. */
const later: Host["later"] = (callback, delay, { keepsProcess = false } = {}) => {
  let timer: NodeJS.Timeout;
  const wait = (rest: number): void => {
    const run = rest > LONGEST_TIMER ? () => wait(rest - LONGEST_TIMER) : callback;
    timer = setTimeout(run, Math.min(rest, LONGEST_TIMER));
    // A server that waits only for its accounts may exit.
    if (!keepsProcess) timer.unref();
  };
  wait(delay);
  return () => clearTimeout(timer);
};
