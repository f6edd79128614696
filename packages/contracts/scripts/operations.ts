import {
  type BundledApi,
  type MediaType,
  type Method,
  type OperationObject,
  type ParameterObject,
  type PathItem,
  type Ref,
  resolve,
  type SecurityRequirement,
} from "./contract.ts";
import { ContractError } from "./contract-error.ts";

const methods: ReadonlySet<string> = new Set<Method>([
  "get",
  "put",
  "post",
  "delete",
  "options",
  "head",
  "patch",
  "trace",
]);

/** Bodies by media type, in contract order. */
export type Content = Readonly<Record<string, MediaType>>;

/** An operation with every `$ref` on the way to its schemas followed. */
export interface ResolvedOperation {
  readonly id: string;
  readonly method: Method;
  readonly path: string;
  readonly summary: string;
  readonly description: string;
  readonly deprecated: boolean;
  readonly parameters: readonly ParameterObject[];
  readonly requestContent: Content;
  readonly requestBodyRequired: boolean;
  readonly responses: Readonly<Record<string, Content>>;
  readonly callbacks: readonly ResolvedCallback[];
  readonly security: readonly SecurityRequirement[];
}

/** A call that the service makes because of an operation. */
export interface ResolvedCallback {
  readonly name: string;
  readonly method: Method;
  readonly requestContent: Content;
  readonly pathItem: PathItem;
}

/**
 * Lists the operations of a contract in its own order.
 *
 * @example
 * listOperations(api).map(({ id }) => id); // ["createCategorizationTask", "getTask", …]
 */
export function listOperations(api: BundledApi): ResolvedOperation[] {
  return Object.entries(api.contract.paths ?? {}).flatMap(([path, item]) =>
    operationsOf(item).map(([method, operation]) => resolveOperation(api, path, item, method, operation)),
  );
}

function operationsOf(item: PathItem): [Method, OperationObject][] {
  return Object.entries(item).filter((entry): entry is [Method, OperationObject] => methods.has(entry[0]));
}

function resolveOperation(
  api: BundledApi,
  path: string,
  item: PathItem,
  method: Method,
  operation: OperationObject,
): ResolvedOperation {
  const place = `paths.${path}.${method}`;
  const id = operation.operationId;
  if (id === undefined) {
    throw new ContractError(api.id, place, "the operation has no operationId", "Add one.");
  }
  const body = operation.requestBody && resolve(api, operation.requestBody);
  const responses = Object.entries(operation.responses ?? {}).map(([status, response]) => [
    status,
    resolve(api, response).content ?? {},
  ]);
  return {
    id,
    method,
    path,
    summary: operation.summary ?? "",
    description: operation.description ?? "",
    deprecated: operation.deprecated ?? false,
    parameters: mergeParameters(api, item, operation),
    requestContent: body?.content ?? {},
    requestBodyRequired: body?.required ?? false,
    responses: Object.fromEntries(responses) as Record<string, Content>,
    callbacks: resolveCallbacks(api, place, operation),
    security: operation.security ?? api.contract.security ?? [],
  };
}

/** An operation's own parameter replaces the path item's one of the same name and place. */
function mergeParameters(api: BundledApi, item: PathItem, operation: OperationObject): ParameterObject[] {
  const all = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map((parameter) =>
    resolve<ParameterObject>(api, parameter),
  );
  return [...new Map(all.map((parameter) => [`${parameter.in} ${parameter.name}`, parameter])).values()];
}

function resolveCallbacks(api: BundledApi, place: string, operation: OperationObject): ResolvedCallback[] {
  return Object.entries(operation.callbacks ?? {}).map(([name, callback]) => {
    const items = Object.values(resolve(api, callback) as Record<string, Ref | PathItem>);
    const calls = items.flatMap((item) => {
      const pathItem = resolve<PathItem>(api, item);
      return operationsOf(pathItem).map(([method, call]) => ({ method, call, pathItem }));
    });
    const [only, ...others] = calls;
    if (!only || others.length > 0) {
      throw new ContractError(
        api.id,
        `${place}.callbacks.${name}`,
        `the callback describes ${calls.length} calls instead of one`,
        "Give each call a callback of its own.",
      );
    }
    const body = only.call.requestBody && resolve(api, only.call.requestBody);
    return { name, method: only.method, requestContent: body?.content ?? {}, pathItem: only.pathItem };
  });
}
