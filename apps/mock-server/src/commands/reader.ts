/** Who reads the standard output. */
let hasLeft = false;

/** Whether nobody reads the standard output any more, so that writing to it is in vain. */
export const hasReaderLeft = (): boolean => hasLeft;

/**
 * Decides what happens when nobody reads the standard output any more, in place of what was decided before.
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
 * Lets a server go on when its reader leaves: whoever wanted to know only where it is has read enough.
 *
 * @example
 * outliveReader(output.tell);
 */
export const outliveReader = (tell: (text: string) => void): void =>
  whenReaderLeaves(() => tell("Nobody reads the log any more. The server goes on without it.\n"));
