/**
 * Closes a server when the process is told to end, and ends the process then. A second signal ends it at once, as if
 * nobody listened to it.
 *
 * @example
 * closeOnSignal(mock.close);
 */
export const closeOnSignal = (close: () => Promise<void>): void => {
  const stop = (): void => {
    process.off("SIGINT", stop).off("SIGTERM", stop);
    // Not by itself: whoever waited for a delivery has left a timer behind, up to the time that it was ready to wait.
    void close().then(() => process.exit());
  };
  process.on("SIGINT", stop).on("SIGTERM", stop);
};
