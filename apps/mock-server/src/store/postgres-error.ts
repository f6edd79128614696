import { DatabaseError } from "pg";
import { StoreError } from "@task-contracts/mock/engine/store/store-error";

/** Codes of https://www.postgresql.org/docs/current/errcodes-appendix.html, by their classes, that end without a fix of ours. */
const passing = /^(?:08|40|53|55|57|58)/;

/** The connection was lost during a commit, so that the changes may have been stored, or not. */
export class UnknownOutcome extends Error {
  override readonly name = "UnknownOutcome";

  constructor(cause: unknown) {
    super(
      "the connection was lost during a commit, and whether the changes were stored is not known. The server reads them again when the database is back",
      { cause },
    );
  }
}

/** The constraint that fails if two rows have the same key. */
export const uniqueViolation = "23505";

/** Whether PostgreSQL itself refused a statement, with this code or with any. */
export const isPostgresError = (error: unknown, code?: string): error is DatabaseError =>
  error instanceof DatabaseError && (code === undefined || error.code === code);

/**
 * Explains why a statement or a connection failed, and what to do.
 *
 * @param place The database without its password, such as `postgres://db.example/mocks`.
 * @example
 * throw toStoreError(error, "postgres://db.example/mocks");
 */
export const toStoreError = (error: unknown, place: string): StoreError => {
  if (error instanceof StoreError) return error;
  const isPassing = !isPostgresError(error) || passing.test(error.code ?? "");
  return new StoreError(`The store ${place} failed: ${explain(error)}`, {
    cause: error,
    isPassing,
    isUnknown: error instanceof UnknownOutcome,
  });
};

const explain = (error: unknown): string => {
  const { code, message } = error as { code?: string; message?: string };
  switch (code) {
    case "ECONNREFUSED":
      return "nothing listens there. Start PostgreSQL, or correct the host and the port.";
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return "there is no such host. Correct the host in the URL.";
    case "28P01":
    case "28000":
      return "the user or the password is wrong. Correct them in the URL.";
    case "3D000":
      return "there is no such database. Create it (createdb), or correct its name in the URL.";
    case "42501":
      return `${message}. Grant the right to the user, or connect as the owner of the schema.`;
    case "53100":
      return "the disk of the database is full. Make room on it.";
    case "57P01":
    case "57P03":
      return "PostgreSQL is shutting down or starting up. The server connects again when it is back.";
    default:
      // `AggregateError`, for a name with several addresses, has its message in its parts.
      return `${message || String((error as AggregateError).errors?.[0] ?? error)}.`.replace(/\.\.$/, ".");
  }
};
