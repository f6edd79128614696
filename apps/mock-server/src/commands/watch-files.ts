import { statSync } from "node:fs";

/** How often files are looked at, in milliseconds. Looking works where notifications do not: on mounted folders, say. */
const INTERVAL = 200;

/** Watches files, which may be others after each change. */
export interface FileWatch {
  /** Watches these files from now on, in place of those before. */
  readonly follow: (files: readonly string[]) => void;
}

/**
 * Calls back after files have changed. A change during the call leads to another one afterwards.
 *
 * @example
 * const watch = watchFiles(async () => console.log("changed"));
 * watch.follow(["openapi.yaml"]);
 */
export const watchFiles = (onChange: () => Promise<void>): FileWatch => {
  let seen: ReadonlyMap<string, string> = new Map();
  let isRunning = false;
  const follow = (files: readonly string[]): void => {
    seen = new Map(files.map((file) => [file, seen.get(file) ?? stampOf(file)]));
  };
  const look = async (): Promise<void> => {
    if (isRunning || [...seen].every(([file, stamp]) => stamp === stampOf(file))) return;
    isRunning = true;
    // Before anything is read, so that no later change is missed.
    seen = new Map([...seen.keys()].map((file) => [file, stampOf(file)]));
    try {
      await onChange();
    } finally {
      isRunning = false;
    }
  };
  setInterval(() => void look(), INTERVAL).unref();
  return { follow };
};

/** What changes when a file does. Empty if it cannot be found: editors replace files. */
const stampOf = (file: string): string => {
  try {
    const { ino, mtimeMs, size } = statSync(file);
    return `${mtimeMs} ${size} ${ino}`;
  } catch {
    return "";
  }
};
