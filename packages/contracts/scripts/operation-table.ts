import type { Operation, OperationTable, Parameter, SecurityScheme } from "../src/operation.ts";
import { type BundledApi, type ParameterObject, resolve, type SecurityRequirement } from "./contract.ts";
import { ContractError } from "./contract-error.ts";
import { listOperations, type ResolvedOperation } from "./operations.ts";
import { schemaTypes } from "./schema-types.ts";

/**
 * Sums a contract up as a table that clients and servers can be derived from.
 *
 * @example
 * buildOperationTable(api)["getTask"].path; // "/task/{task_id}"
 */
export function buildOperationTable(api: BundledApi): OperationTable {
  return Object.fromEntries(
    listOperations(api).map((operation) => [operation.id, describeOperation(api, operation)]),
  );
}

function describeOperation(api: BundledApi, operation: ResolvedOperation): Operation {
  const place = `operation ${operation.id}`;
  return {
    method: operation.method.toUpperCase() as Operation["method"],
    path: operation.path,
    parameters: operation.parameters.map((parameter) => describeParameter(api, place, parameter)),
    requestMediaTypes: Object.keys(operation.requestContent),
    requestBodyRequired: operation.requestBodyRequired,
    security: operation.security.map((requirement) => describeSecurity(api, place, requirement)),
    responses: Object.fromEntries(
      Object.entries(operation.responses).map(([status, content]) => [status, Object.keys(content)]),
    ),
    callbacks: operation.callbacks.map(({ name }) => name),
  };
}

function describeParameter(api: BundledApi, place: string, parameter: ParameterObject): Parameter {
  const { name, required = false, schema } = parameter;
  if (parameter.in === "cookie" || schema === undefined) {
    throw new ContractError(
      api.id,
      `${place}, parameter ${name}`,
      "only path, query and header parameters with a `schema` are supported",
      "Describe the parameter so, or teach the generator.",
    );
  }
  const described = { name, in: parameter.in, required };
  const types = schemaTypes(api, schema);
  if (!types.has("array") && !types.has("object")) return described;
  const style = parameter.style ?? (parameter.in === "query" ? "form" : "simple");
  return { ...described, style, explode: parameter.explode ?? style === "form" };
}

function describeSecurity(api: BundledApi, place: string, requirement: SecurityRequirement): SecurityScheme {
  const [name, ...others] = Object.keys(requirement);
  if (name === undefined) return { type: "none" };
  const reference = api.contract.components?.securitySchemes?.[name];
  const scheme = reference && resolve(api, reference);
  if (others.length === 0 && scheme?.type === "http" && scheme.scheme) {
    return { type: "http", scheme: scheme.scheme.toLowerCase() };
  }
  if (others.length === 0 && scheme?.type === "apiKey" && scheme.name) {
    return { type: "apiKey", in: scheme.in as "query" | "header" | "cookie", name: scheme.name };
  }
  throw new ContractError(
    api.id,
    `${place}, security ${JSON.stringify(requirement)}`,
    "a security requirement must name one declared scheme of type `http` or `apiKey`",
    "Correct its name, or teach the generator the kind.",
  );
}
