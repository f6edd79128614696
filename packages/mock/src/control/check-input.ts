import { requestValidators } from "@task-contracts/contracts/mock-control-v1/request-validators";
import { controlContract } from "./contract.ts";
import type { RequestValidators } from "../contract/contract.ts";
import { EngineFailure } from "../engine/failure.ts";
import { diagnose } from "../pipeline/diagnose.ts";
import type { Diagnostic } from "../pipeline/prism.ts";
import { diagnoseUnknownParameters } from "../pipeline/unknown-parts.ts";

const operations: Readonly<Record<string, RequestValidators>> = requestValidators;

/**
 * Holds what a program hands over to what the control API takes as the body of an operation, so that a slip of the pen
 * is told at once, also where no compiler looks. Returns it with defaults filled in, as a copy.
 *
 * @throws {EngineFailure} 400, with all that is wrong.
 * @example
 * checkBody("createFault", { target: "request", status: 429 }); // { target: "request", status: 429, times: 1 }
 */
export const checkBody = (operationId: string, body: unknown): unknown =>
  check("body", operations[operationId]?.body?.["application/json"], body);

/**
 * The same for the parameters of the query.
 *
 * @throws {EngineFailure} 400, with all that is wrong.
 * @example
 * checkQuery("getSettings", { account: "" }); // throws: account has 0 characters, but needs at least 1.
 */
export const checkQuery = (operationId: string, query: object): void => {
  const operation = controlContract.operations[operationId];
  if (operation) refuse(diagnoseUnknownParameters(operation, { ...query }));
  check("query", operations[operationId]?.query, query);
};

const check = (part: "body" | "query", validate: RequestValidators["query"], value: unknown): unknown => {
  // As it would travel over HTTP: a copy, without what is undefined.
  const sent: unknown = JSON.parse(JSON.stringify(value ?? null));
  refuse(diagnose(part, validate, sent));
  return sent;
};

const refuse = (violations: readonly Diagnostic[]): void => {
  if (violations.length > 0) throw new EngineFailure(400, violations.map(({ message }) => message).join(" "));
};
