/** The longest time that a timer can be set to, in milliseconds. Beyond it, timers go off at once. */
const longest = 2 ** 31 - 1;

/**
 * Calls back once: after so many milliseconds, or when the signal is aborted.
 *
 * @returns a function that calls it off
 * @example
 * const stop = setAlarm(1000, signal, () => console.log(signal.aborted ? "stopped" : "time is up"));
 */
export const setAlarm = (ms: number, signal: AbortSignal, ring: () => void): (() => void) => {
  const stop = (): void => {
    clearTimeout(timer);
    signal.removeEventListener("abort", end);
  };
  const end = (): void => {
    stop();
    ring();
  };
  const timer = setTimeout(end, Math.min(ms, longest));
  signal.addEventListener("abort", end);
  return stop;
};
