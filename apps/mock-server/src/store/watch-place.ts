import { statSync } from "node:fs";
import { StoreError } from "@task-contracts/mock/engine/store/store-error";

/**
 * Remembers which file is at a path, and checks later that it is still there: writes to a file that was deleted
 * or replaced are lost, and neither SQLite nor the operating system reports it.
 *
 * @throws {StoreError} The returned function, if the file is no longer at its path.
 * @example
 * const checkPlace = watchPlace("/data/tasks.db");
 * checkPlace();
 */
export const watchPlace = (file: string): (() => void) => {
  const { dev, ino } = statSync(file);
  return () => {
    const found = statSync(file, { throwIfNoEntry: false });
    if (found?.ino === ino && found.dev === dev) return;
    throw new StoreError(
      `The store ${file} was deleted or replaced while the server ran, and nothing more is stored. Put the file back, or restart the server.`,
      { isPassing: true },
    );
  };
};
