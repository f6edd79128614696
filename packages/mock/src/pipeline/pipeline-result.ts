import type { IPrismOutput } from "@stoplight/prism-core";
import type { Operation } from "@task-contracts/contracts";
import { type Either, isRight } from "fp-ts/lib/Either.js";
import type { Problem, WriteError } from "./error-response.ts";
import { defectOf } from "./defect-of.ts";
import { HttpFailure } from "./http-failure.ts";
import type { MockRequest } from "./mock-request.ts";
import type { Response } from "./prism.ts";
import { StoreError } from "../engine/store/store-error.ts";
import { isError, report } from "./violation.ts";
import type { ReportedViolation } from "../engine/journal.ts";

/** The pipeline's result for a request. */
export interface PipelineResult {
  /** Absent if the request is not for an operation of an API. */
  readonly operationId?: string | undefined;
  /** Absent if the request is not for an API. */
  readonly api?: string;
  /** The request as it was parsed. Absent if it is not for an API. */
  readonly request?: MockRequest;
  /** The task that the request created or names. */
  readonly taskId?: string | undefined;
  /** Absent if the connection is to be closed without a response. */
  readonly response?: Response;
  /** The violations of the request and of the mock's own response. */
  readonly violations: readonly ReportedViolation[];
  /** What was found after the response began, once it has ended. Never rejects. */
  readonly later?: Promise<readonly ReportedViolation[]>;
  /** Whether the request is remembered and counted elsewhere, as another server has it, too. */
  readonly isForwarded?: boolean;
  /** Errors of the server itself, with stacks: not for clients. */
  readonly defects: readonly string[];
}

/** A response, without the request. */
export type Outcome = Omit<PipelineResult, "api" | "operationId" | "request" | "taskId">;

/** How Prism's result is read. */
interface ReadOptions {
  /** Whether a response that violates the contract is a 500. */
  readonly errors: boolean;
  readonly writeError: WriteError;
}

/**
 * Reads Prism's result. The operation is the one that determines the format of errors.
 *
 * An error that is neither an `HttpFailure` nor one of Prism's is unexpected, and is thrown.
 */
export const readOutcome = (
  operation: Operation,
  outcome: Either<Error, IPrismOutput<Response>>,
  { errors, writeError }: ReadOptions,
): Outcome => {
  if (isRight(outcome)) {
    const read = readOutput(outcome.right);
    return errors ? refuseOwn(operation, read, outcome.right, writeError) : read;
  }
  const problem = outcome.left instanceof HttpFailure ? outcome.left : problemOf(outcome.left);
  if (!problem) throw outcome.left;
  return { response: writeError(operation, problem), violations: [], defects: [] };
};

/** The error for a response that violates the contract. */
const refuseOwn = (
  operation: Operation,
  outcome: Outcome,
  { validations: { output } }: IPrismOutput<Response>,
  writeError: WriteError,
): Outcome => {
  const violations = output.filter(isError);
  const [first] = violations;
  if (!first) return outcome;
  const message = `The response breaks the description: ${first.message}`;
  return { ...outcome, response: writeError(operation, { status: 500, message, violations }) };
};

/** Requests that Prism's example mock cannot satisfy, such as a media type that the contract does not have. */
const problemOf = (error: Error): Problem | undefined => {
  const { detail, status, title } = error as { detail?: unknown; status?: unknown; title?: unknown };
  if (typeof status !== "number" || typeof detail !== "string") return undefined;
  return { status, message: typeof title === "string" ? `${title}. ${detail}` : detail };
};

const readOutput = ({ output, validations }: IPrismOutput<Response>): Outcome => {
  const { input, output: own } = validations;
  if (input.length === 0 && own.length === 0) return { response: output, violations: none, defects: none };
  return {
    response: output,
    violations: [
      ...input.map((violation) => report("request", violation)),
      ...own.map((violation) => report("response", violation)),
    ],
    defects: own.filter(isError).map(({ message }) => `The response violates the contract: ${message}`),
  };
};

/** Shared: the journal keeps the violations of thousands of requests, most of which have none. */
const none: readonly never[] = [];

/** The response when the server itself failed. The details are only logged: clients need not know its files. */
export const failedOutcome = (toResponse: (problem: Problem) => Response, error: unknown): Outcome => ({
  response: toResponse({
    status: 500,
    message:
      error instanceof StoreError
        ? `The mock server cannot use its store, and ${error.isUnknown ? "whether anything was changed is not known" : "nothing was changed"}. Its log says why.`
        : "The mock server failed. Its log says why; please report it.",
  }),
  violations: [],
  defects: [defectOf(error)],
});
