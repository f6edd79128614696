import type { Operation, OperationTable } from "@task-contracts/contracts";
import { fixedBounds } from "../limits.ts";
import { abbreviateText } from "../text/abbreviate.ts";
import type { OpenApiDocument } from "@task-contracts/openapi-model";
import { documentedStatus } from "./documented-status.ts";
import { ErrorBodies, titleOf } from "./error-bodies.ts";
import type { Diagnostic, Response } from "./prism.ts";
import { report } from "./violation.ts";

/** What is wrong with a request. */
export interface Problem {
  readonly status: number;
  readonly message: string;
  /** How to fix it, where the message alone is a fixed text of the API. Plain-text responses go without. */
  readonly hint?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** What is wrong, one by one. */
  readonly violations?: readonly Diagnostic[];
}

/** Writes an error in the format that a contract has for the errors of an operation. */
export type WriteError = (operation: Operation, problem: Problem) => Response;

/**
 * Writes errors in the format of a contract: with the media type and the schema of the documented status, else
 * those of another error of the operation, else those of another operation. Where a contract describes no errors at all,
 * they are problem details (RFC 9457), with what is wrong under `validation`, as in Prism's errors.
 *
 * @example
 * createWriteError(operations, document)(operation, { status: 400, message: "limit is 0, but must be at least 1." });
 * // { statusCode: 400, body: { status_code: 400, error: "limit is 0, …" }, headers: { "content-type": "application/json" } }
 */
export const createWriteError = (operations: OperationTable, document: OpenApiDocument): WriteError => {
  const bodies = new ErrorBodies(operations, document);
  const elsewhere = createFindElsewhere(operations);
  return (operation, { status, message, hint, headers, violations }) => {
    const form = formIn(operation, status) ?? elsewhere(status);
    const isText = form?.mediaType.startsWith("text/") ?? false;
    const said = bounded(hint && !isText ? `${message}. ${hint}` : message);
    const body = form && bodyIn(bodies, form, { status, message: said });
    return form && body !== undefined
      ? { statusCode: status, headers: { "content-type": form.mediaType, ...headers }, body }
      : {
          statusCode: status,
          headers: { "content-type": "application/problem+json", ...headers },
          body: problemDetails(status, said, violations),
        };
  };
};

/** Undefined if the description of any status is about successes, and cannot express an error. */
const bodyIn = (
  bodies: ErrorBodies,
  { documented, mediaType, operation }: DescribedError,
  facts: { readonly status: number; readonly message: string },
): unknown => {
  if (mediaType.startsWith("text/")) return facts.message;
  const body = bodies.make(operation, documented, facts);
  return documented !== "default" || JSON.stringify(body).includes(JSON.stringify(facts.message))
    ? body
    : undefined;
};

/** The place where a contract describes the format of errors. */
interface DescribedError {
  readonly operation: Operation;
  /** The key of the response. */
  readonly documented: string;
  readonly mediaType: string;
}

/** The response of an operation that documents a status, else any other error of it. */
const formIn = (operation: Operation, status: number): DescribedError | undefined => {
  const { responses } = operation;
  const exact = documentedStatus(responses, status);
  const candidates = exact === undefined ? errorsOf(operation) : [exact, ...errorsOf(operation)];
  for (const documented of candidates) {
    const mediaType = responses[documented]?.find(isWritable);
    if (mediaType !== undefined) return { operation, documented, mediaType };
  }
  // Errors of the documented status, whose body is not described.
  return exact === undefined || exact === "default"
    ? undefined
    : { operation, documented: exact, mediaType: "application/json" };
};

const errorsOf = ({ responses }: Operation): string[] =>
  Object.keys(responses).filter((key) => /^[45]/.test(key) || key === "default");

/** The first operation that documents this status, else any error. */
const createFindElsewhere = (
  operations: OperationTable,
): ((status: number) => DescribedError | undefined) => {
  const found = new Map<number, DescribedError | undefined>();
  const search = (status: number): DescribedError | undefined => {
    const all = Object.values(operations).flatMap((operation) => formIn(operation, status) ?? []);
    return all.find(({ documented }) => documented === String(status)) ?? all[0];
  };
  return (status) => {
    if (!found.has(status)) found.set(status, search(status));
    return found.get(status);
  };
};

const problemDetails = (
  status: number,
  detail: string,
  violations: readonly Diagnostic[] | undefined,
): object => ({
  type: "about:blank",
  title: titleOf(status),
  status,
  detail,
  ...(violations && { validation: violations.map((each) => report("request", each)) }),
});

/** The JSON body of errors that no contract describes. */
export const jsonError = (status: number, message: string): { status_code: number; error: string } => ({
  status_code: status,
  error: bounded(message),
});

/** Messages are short, whatever a client sent. */
const bounded = (message: string): string => abbreviateText(message, fixedBounds.messageLength.value);

/** An operation that represents the whole API, for requests that match none. */
export const anyOperation = (operations: OperationTable): Operation =>
  Object.values(operations)[0] ?? nowhere;

/** For an API without operations. */
const nowhere: Operation = {
  method: "GET",
  path: "/",
  parameters: [],
  requestMediaTypes: [],
  requestBodyRequired: false,
  security: [],
  responses: {},
  callbacks: [],
};

/** Errors can be written as JSON and as text. */
const isWritable = (mediaType: string): boolean =>
  /[/+]json$/.test(mediaType) || mediaType.startsWith("text/");
