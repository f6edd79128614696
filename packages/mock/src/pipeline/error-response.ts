import type { Operation, OperationTable } from "@task-contracts/contracts";
import { fixedBounds } from "../limits.ts";
import { abbreviateText } from "../text/abbreviate.ts";
import type { OpenApiDocument } from "@task-contracts/openapi-model";
import { documentedStatus } from "./documented-status.ts";
import { ErrorBodies } from "./error-bodies.ts";
import type { Response } from "./prism.ts";

/** What goes wrong with a request. */
export interface Problem {
  readonly status: number;
  readonly message: string;
  /** What to do, where the message alone is a fixed text of the API. Plain-text answers go without. */
  readonly hint?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Says "no" in the form that a contract gives the errors of an operation. */
export type WriteError = (operation: Operation, problem: Problem) => Response;

/**
 * Makes errors in the form that a contract gives them: with the media type and the schema of the documented status, else
 * those of any other error of the operation.
 *
 * @example
 * createWriteError(operations, document)(operation, { status: 400, message: "limit is 0, but must be at least 1." });
 * // { statusCode: 400, body: { status_code: 400, error: "limit is 0, …" }, headers: { "content-type": "application/json" } }
 */
export const createWriteError = (operations: OperationTable, document: OpenApiDocument): WriteError => {
  const bodies = new ErrorBodies(operations, document);
  return (operation, { status, message, hint, headers }) => {
    const documented = documentedError(operation, status);
    const mediaType = writable(operation.responses[documented] ?? []);
    const isText = mediaType.startsWith("text/");
    return {
      statusCode: status,
      headers: { "content-type": mediaType, ...headers },
      body: isText
        ? bounded(message)
        : bodies.make(operation, documented, {
            status,
            message: bounded(hint ? `${message}. ${hint}` : message),
          }),
    };
  };
};

/** The JSON body of errors that no contract describes. */
export const jsonError = (status: number, message: string): { status_code: number; error: string } => ({
  status_code: status,
  error: bounded(message),
});

/** Whatever a client sent, a message about it is short. */
const bounded = (message: string): string => abbreviateText(message, fixedBounds.messageLength.value);

/** An operation to stand for the whole API, where a request matches none. */
export const anyOperation = (operations: OperationTable): Operation => {
  const [operation] = Object.values(operations);
  if (!operation) throw new Error("The contract has no operations. Build packages/contracts again.");
  return operation;
};

/** Errors can be written as JSON and as text. */
const writable = (mediaTypes: readonly string[]): string =>
  mediaTypes.find((mediaType) => /[/+]json$/.test(mediaType) || mediaType.startsWith("text/")) ??
  "application/json";

const documentedError = ({ responses }: Operation, status: number): string =>
  documentedStatus(responses, status) ?? Object.keys(responses).find((key) => !key.startsWith("2")) ?? "";
