/** The reader of the standard output. */
let hasLeft = false;

/** Whether the standard output has no reader any more, so that writing to it is in vain. */
export const hasReaderLeft = (): boolean => hasLeft;

/**
 * Sets what happens when the standard output loses its reader, replacing the earlier setting.
 *
 * @example
 * whenReaderLeaves(() => process.exit());
 */
export const whenReaderLeaves = (act: () => void): void => {
  process.stdout.removeAllListeners("error").on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    if (!hasLeft) act();
    hasLeft = true;
  });
};

/**
 * Keeps a server running when its reader leaves: after `| head -1`, for example.
 *
 * @example
 * outliveReader(output.tell);
 */
export const outliveReader = (tell: (text: string) => void): void =>
  whenReaderLeaves(() => tell("The log has no reader any more. The server continues without it.\n"));
