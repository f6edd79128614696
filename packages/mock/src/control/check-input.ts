import { requestValidators } from "@task-contracts/contracts/mock-control-v1/request-validators";
import { controlContract } from "./contract.ts";
import type { RequestValidators } from "../contract/contract.ts";
import { EngineFailure } from "../engine/failure.ts";
import { diagnose } from "../pipeline/diagnose.ts";
import type { Diagnostic } from "../pipeline/prism.ts";
import { diagnoseUnknownParameters } from "../pipeline/unknown-parts.ts";

const operations: Readonly<Record<string, RequestValidators>> = requestValidators;

/**
 * Checks the arguments of a library call against the body that the control API takes for an operation, so that a mistake
 * is reported at once, also without a type checker. Returns them with defaults filled in, as a copy.
 *
 * @throws {EngineFailure} 400, with everything that is wrong.
 * @example
 * checkBody("createFault", { target: "request", status: 429 }); // { target: "request", status: 429, times: 1 }
 */
export const checkBody = (operationId: string, body: unknown): unknown =>
  check("body", operations[operationId]?.body?.["application/json"], body);

/**
 * The same for the parameters of the query.
 *
 * @throws {EngineFailure} 400, with everything that is wrong.
 * @example
 * checkQuery("getSettings", { account: "" }); // throws: account has 0 characters, but needs at least 1.
 */
export const checkQuery = (operationId: string, query: object): void => {
  const operation = controlContract.operations[operationId];
  if (operation) refuse(diagnoseUnknownParameters(operation, { ...query }));
  check("query", operations[operationId]?.query, query);
};

const check = (part: "body" | "query", validate: RequestValidators["query"], value: unknown): unknown => {
  // As it would be sent over HTTP: a copy, without undefined values.
  const sent: unknown = JSON.parse(JSON.stringify(value ?? null));
  refuse(diagnose(part, validate, sent));
  return sent;
};

const refuse = (violations: readonly Diagnostic[]): void => {
  if (violations.length > 0) throw new EngineFailure(400, violations.map(({ message }) => message).join(" "));
};
