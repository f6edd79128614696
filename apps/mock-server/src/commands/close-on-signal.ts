/**
 * Closes a server on SIGINT or SIGTERM, and then ends the process. A second signal ends it at once, as if
 * there were no handler.
 *
 * @example
 * closeOnSignal(mock.close);
 */
export const closeOnSignal = (close: () => Promise<void>): void => {
  const stop = (): void => {
    process.off("SIGINT", stop).off("SIGTERM", stop);
    // Explicitly: a request that waited for a delivery has left a timer behind, which runs until its timeout.
    void close().then(() => process.exit());
  };
  process.on("SIGINT", stop).on("SIGTERM", stop);
};
