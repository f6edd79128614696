import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { explainSqliteError, isSqliteError } from "./sqlite-error.ts";

/** In a folder that may be written: otherwise that would be the explanation. */
const file = join(tmpdir(), "a.db");

const newError = (errcode: number, message: string): Error =>
  Object.assign(new Error(message), { code: "ERR_SQLITE_ERROR", errcode });

test.each([
  {
    code: 5,
    message: "database is locked",
    explanation: `The store ${file} is in use by another server. Stop that one, or name another file.`,
  },
  {
    code: 778,
    message: "disk I/O error",
    explanation: `The store ${file} cannot be read and written: disk I/O error, and nothing was stored. Check the disk, and whether files may grow (ulimit -f).`,
  },
  {
    code: 266,
    message: "disk I/O error",
    explanation: `The store ${file} cannot be read and written: disk I/O error. Check the disk.`,
  },
  {
    code: 11,
    message: "malformed",
    explanation: `The store ${file} is damaged (malformed). Put a copy in its place, or delete it to begin with an empty one.`,
  },
  {
    code: 13,
    message: "",
    explanation: `The disk of the store ${file} is full, and nothing was stored. Make room on it.`,
  },
  {
    code: 26,
    message: "",
    explanation: `${file} is not a SQLite database. It was left as it is; name another file.`,
  },
  {
    code: 21,
    message: "bad parameter",
    explanation: `The store ${file} failed: SQLite says "bad parameter".`,
  },
])("result code $code is explained", ({ code, message, explanation }) => {
  const error = newError(code, message);
  if (!isSqliteError(error)) throw error;
  expect(explainSqliteError(error, file)).toBe(explanation);
});

test.each([
  { error: newError(1555, ""), code: undefined, expected: true },
  { error: newError(1555, ""), code: 1555, expected: true },
  { error: newError(1555, ""), code: 5, expected: false },
  { error: new Error("no code"), code: undefined, expected: false },
  { error: "no error", code: undefined, expected: false },
])("an error of SQLite is told from others", ({ error, code, expected }) => {
  expect(isSqliteError(error, code)).toBe(expected);
});
