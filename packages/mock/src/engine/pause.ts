import type { Host } from "./host.ts";

/**
 * Waits for a number of milliseconds, or until a signal is aborted. Keeps the process alive meanwhile.
 *
 * @example
 * await pause(host, 250, closing);
 */
export const pause = ({ later }: Pick<Host, "later">, delay: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const end = (): void => {
      cancel();
      signal.removeEventListener("abort", end);
      resolve();
    };
    const cancel = later(end, delay, { keepsProcess: true });
    signal.addEventListener("abort", end);
    if (signal.aborted) end();
  });
