import {
  DocumentError,
  listOperations,
  type Operation as ContractOperation,
  type ParameterObject,
  resolve,
  schemasAt,
  type SecurityRequirement,
} from "@task-contracts/openapi-model";
import type { Callback, Operation, OperationTable, Parameter, SecurityScheme } from "./operation.ts";
import type { BundledApi } from "./bundled-api.ts";

/**
 * Summarizes a contract as a table that clients and servers can be derived from.
 *
 * @throws {DocumentError} If an operation lacks something that the table needs, or uses something unsupported.
 * @example
 * buildOperationTable(api)["getTask"].path; // "/task/{task_id}"
 */
export function buildOperationTable(api: BundledApi): OperationTable {
  return Object.fromEntries(
    listOperations(api.contract).map((operation) => [
      operationIdOf(operation),
      describeOperation(api, operation),
    ]),
  );
}

function operationIdOf({ method, path, source: { operationId } }: ContractOperation): string {
  if (operationId !== undefined) return operationId;
  throw new DocumentError(`paths.${path}.${method}`, "the operation has no operationId", "Add one.");
}

function describeOperation(api: BundledApi, operation: ContractOperation): Operation {
  const place = `operation ${operation.id}`;
  const { requestBody, responses } = operation;
  return {
    method: methodOf(operation),
    path: operation.path,
    parameters: operation.parameters.map((parameter) => describeParameter(api, place, parameter)),
    requestMediaTypes: Object.keys(requestBody?.content ?? {}),
    requestBodyRequired: requestBody?.required ?? false,
    security: operation.security.map((requirement) => describeSecurity(api, place, requirement)),
    responses: Object.fromEntries(
      Object.entries(responses).map(([status, { content = {} }]) => [status, Object.keys(content)]),
    ),
    callbacks: describeCallbacks(operation),
  };
}

function methodOf({ method }: ContractOperation): Operation["method"] {
  return method.toUpperCase() as Operation["method"];
}

function describeCallbacks(operation: ContractOperation): Callback[] {
  const { callbacks, id } = operation;
  const names = callbacks.map(({ name }) => name);
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) {
    throw new DocumentError(
      `operation ${id}, callback ${repeated}`,
      "the callback describes several calls instead of one",
      "Give each call a callback of its own.",
    );
  }
  return callbacks.map((callback) => ({
    method: methodOf(callback),
    name: callback.name,
    url: callback.path,
    headers: callback.parameters.filter(({ in: place }) => place === "header").map(({ name }) => name),
    mediaTypes: Object.keys(callback.requestBody?.content ?? {}),
    accepted: Object.keys(callback.responses).filter((status) => status.startsWith("2")),
  }));
}

function describeParameter(api: BundledApi, place: string, parameter: ParameterObject): Parameter {
  const { name, required = false, schema } = parameter;
  if (parameter.in === "cookie" || schema === undefined) {
    throw new DocumentError(
      `${place}, parameter ${name}`,
      "only path, query and header parameters with a `schema` are supported",
      "Describe the parameter so, or teach the generator.",
    );
  }
  const described = { name, in: parameter.in as Parameter["in"], required };
  const types = new Set(schemasAt(api.contract, schema, []).flatMap(({ type = [] }) => type));
  const style = parameter.style ?? (parameter.in === "query" ? "form" : "simple");
  // Those put a prefix before a single value as well.
  const isPrefixed = style === "label" || style === "matrix";
  if (!types.has("array") && !types.has("object") && !isPrefixed) return described;
  return { ...described, style, explode: parameter.explode ?? style === "form" };
}

function describeSecurity(api: BundledApi, place: string, requirement: SecurityRequirement): SecurityScheme {
  const [name, ...others] = Object.keys(requirement);
  if (name === undefined) return { type: "none" };
  const reference = api.contract.components?.securitySchemes?.[name];
  const scheme = reference && resolve(api.contract, reference);
  if (others.length === 0 && scheme?.type === "http" && scheme.scheme) {
    return { type: "http", scheme: scheme.scheme.toLowerCase() };
  }
  if (others.length === 0 && scheme?.type === "apiKey" && scheme.name) {
    return { type: "apiKey", in: scheme.in as "query" | "header" | "cookie", name: scheme.name };
  }
  throw new DocumentError(
    `${place}, security ${JSON.stringify(requirement)}`,
    "a security requirement must name one declared scheme of type `http` or `apiKey`",
    "Correct its name, or teach the generator the kind.",
  );
}
