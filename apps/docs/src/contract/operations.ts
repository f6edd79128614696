import {
  type Contract,
  type MediaType,
  type Method,
  methods,
  type OperationObject,
  type Parameter,
  type PathItem,
  type RequestBody,
  type Response,
  type SecurityRequirement,
} from "./contract.ts";
import { resolve } from "./resolve.ts";

/** An operation, or a call that the service makes, with the `$ref`s down to its schemas followed. */
export interface Operation {
  readonly id: string;
  readonly tag: string;
  readonly method: Method;
  readonly path: string;
  readonly summary: string;
  readonly description: string;
  readonly parameters: readonly Parameter[];
  readonly requestBody?: RequestBody | undefined;
  readonly responses: Readonly<Record<string, Response>>;
  readonly security: readonly SecurityRequirement[];
  readonly callbacks: readonly Callback[];
}

/** A call that the service makes because of an operation, under the name that the operation gives it. */
export interface Callback extends Operation {
  readonly name: string;
}

/**
 * Lists the operations of a contract in its own order.
 *
 * @example
 * listOperations(contract).map(({ id }) => id); // ["createCategorizationTask", "createComparisonTask", …]
 */
export function listOperations(contract: Contract): Operation[] {
  return Object.entries(contract.paths).flatMap(([path, item]) => operationsOf(contract, path, item));
}

function operationsOf(contract: Contract, path: string, item: PathItem): Operation[] {
  return methods.flatMap((method) => {
    const operation = item[method];
    return operation === undefined ? [] : [flatten(contract, path, item, method, operation)];
  });
}

function flatten(
  contract: Contract,
  path: string,
  item: PathItem,
  method: Method,
  operation: OperationObject,
): Operation {
  const { operationId, tags, summary, description, requestBody } = operation;
  return {
    id: operationId,
    tag: tags[0] ?? "",
    method,
    path,
    summary,
    description,
    parameters: [...(item.parameters ?? []), ...(operation.parameters ?? [])].map((parameter) =>
      resolve(contract, parameter),
    ),
    requestBody: requestBody && resolve(contract, requestBody),
    responses: Object.fromEntries(
      Object.entries(operation.responses).map(([status, response]) => [status, resolve(contract, response)]),
    ),
    security: operation.security ?? contract.security ?? [],
    callbacks: Object.entries(operation.callbacks ?? {}).flatMap(([name, callback]) =>
      Object.entries(resolve<Readonly<Record<string, PathItem>>>(contract, callback)).flatMap(
        ([url, calls]) => operationsOf(contract, url, calls).map((call) => Object.assign(call, { name })),
      ),
    ),
  };
}

/** The first media type that is described, which is the preferred one. */
export function preferredContent(
  content: Readonly<Record<string, MediaType>> | undefined,
): { readonly mediaType: string; readonly media: MediaType } | undefined {
  const [mediaType, media] = Object.entries(content ?? {})[0] ?? [];
  return mediaType === undefined || media === undefined ? undefined : { mediaType, media };
}

/** The answer to a call that went well: its status, and what the contract says of it. */
export function successOf(operation: Operation): { readonly status: string; readonly response: Response } {
  const [status, response] = Object.entries(operation.responses).find(([code]) => code.startsWith("2")) ?? [];
  if (status === undefined || response === undefined)
    throw new Error(`${operation.id} documents no success.`);
  return { status, response };
}
