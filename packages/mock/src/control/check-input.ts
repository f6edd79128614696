import { controlContract } from "./contract.ts";
import type { RequestValidators } from "../contract/contract.ts";
import { EngineFailure } from "../engine/failure.ts";
import { diagnose } from "../pipeline/diagnose.ts";
import type { Diagnostic } from "../pipeline/prism.ts";
import { diagnoseUnknownParameters } from "../pipeline/unknown-parts.ts";

/** Loaded when they are first needed: a page that never controls its mock goes without. */
const validatorsOf = async (operationId: string): Promise<RequestValidators | undefined> => {
  const { requestValidators } = await import("@task-contracts/contracts/mock-control-v1/request-validators");
  const operations: Readonly<Record<string, RequestValidators>> = requestValidators;
  return operations[operationId];
};

/**
 * Checks the arguments of a library call against the body that the control API takes for an operation, so that a mistake
 * is reported at once, also without a type checker. Returns them with defaults filled in, as a copy.
 *
 * @throws {EngineFailure} 400, with everything that is wrong.
 * @example
 * await checkBody("createFault", { target: "request", status: 429 }); // { target: "request", status: 429, times: 1 }
 */
export const checkBody = async (operationId: string, body: unknown): Promise<unknown> =>
  check("body", (await validatorsOf(operationId))?.body?.["application/json"], body);

/**
 * The same for the parameters of the query.
 *
 * @throws {EngineFailure} 400, with everything that is wrong.
 * @example
 * await checkQuery("getSettings", { account: "" }); // throws: account has 0 characters, but needs at least 1.
 */
export const checkQuery = async (operationId: string, query: object): Promise<void> => {
  const operation = controlContract.operations[operationId];
  if (operation) refuse(diagnoseUnknownParameters(operation, { ...query }));
  check("query", (await validatorsOf(operationId))?.query, query);
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
