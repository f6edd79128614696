import { accessSync, constants, existsSync, statSync } from "node:fs";
import { dirname } from "node:path";

/** The codes of https://sqlite.org/rescode.html with a cause that a user can fix. */
const resultCodes = { busy: 5, readOnly: 8, io: 10, corrupt: 11, full: 13, cannotOpen: 14, notADatabase: 26 };

/** Extended result codes for a write, a flush or a growth of a file that failed. */
const notWritten = new Set([778, 1034, 1546, 4874]);

/** The extended result code for two rows with the same `INTEGER PRIMARY KEY`. */
export const primaryKeyTaken = 1555;

/** The errors of `node:sqlite`. */
interface SqliteError extends Error {
  readonly code: "ERR_SQLITE_ERROR";
  readonly errcode: number;
}

/**
 * Whether SQLite itself failed, with this result code or with any.
 *
 * @example
 * isSqliteError(error, 5); // the file is locked
 */
export const isSqliteError = (error: unknown, code?: number): error is SqliteError =>
  error instanceof Error &&
  "code" in error &&
  error.code === "ERR_SQLITE_ERROR" &&
  "errcode" in error &&
  typeof error.errcode === "number" &&
  (code === undefined || error.errcode === code);

/**
 * Explains what happened to a store file, and what to do.
 *
 * @example
 * explainSqliteError(error, "/data/tasks.db"); // "The store /data/tasks.db is in use by another server. Stop …"
 */
export const explainSqliteError = ({ errcode, message }: SqliteError, file: string): string => {
  // The lowest byte is the result, the others are details.
  switch (errcode & 0xff) {
    case resultCodes.busy:
      return `The store ${file} is in use by another server. Stop that one, or name another file.`;
    case resultCodes.corrupt:
      return explainDamage(message, file);
    case resultCodes.full:
      return `The disk of the store ${file} is full, and nothing was stored. Make room on it.`;
    case resultCodes.notADatabase:
      return `${file} is not a SQLite database. It was left as it is; name another file.`;
    case resultCodes.readOnly:
    case resultCodes.io:
    case resultCodes.cannotOpen:
      return `The store ${file} cannot be read and written: ${obstacleOf(file) ?? adviceFor(errcode, message)}`;
    default:
      return `The store ${file} failed: SQLite says "${message}".`;
  }
};

/**
 * Explains what to do about a corrupt file.
 *
 * @example
 * explainDamage("malformed", "/data/tasks.db"); // "The store /data/tasks.db is damaged (malformed). Put …"
 */
export const explainDamage = (how: string, file: string): string =>
  `The store ${file} is damaged (${how}). Put a copy in its place, or delete it to begin with an empty one.`;

/**
 * Whether a retry may succeed later, once the user has fixed the cause.
 *
 * @example
 * isPassingError(error); // true if the disk is full
 */
export const isPassingError = ({ errcode }: SqliteError): boolean =>
  [resultCodes.busy, resultCodes.readOnly, resultCodes.io, resultCodes.full, resultCodes.cannotOpen].includes(
    errcode & 0xff,
  );

const adviceFor = (errcode: number, message: string): string =>
  notWritten.has(errcode)
    ? `${message}, and nothing was stored. Check the disk, and whether files may grow (ulimit -f).`
    : `${message}. Check the disk.`;

/** SQLite reports all of these alike, and a read-only file as a disk error. */
const obstacleOf = (file: string): string | undefined => {
  const folder = dirname(file);
  const found = statSync(file, { throwIfNoEntry: false });
  if (found?.isDirectory()) return "it is a folder. Name a file in it.";
  if (found && !isWritable(file)) return "it is protected. Change that (chmod u+rw), or name another file.";
  if (!existsSync(folder)) return `there is no folder ${folder}. Make it (mkdir -p), or name another file.`;
  if (isWritable(folder)) return undefined;
  return `its folder is protected, and SQLite keeps a second file there. Change that (chmod u+rwx), or name another file.`;
};

const isWritable = (path: string): boolean => {
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
    return true;
  } catch {
    return false;
  }
};
