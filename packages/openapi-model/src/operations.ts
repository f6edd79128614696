import {
  type CallbackObject,
  type Content,
  type MediaType,
  type Method,
  methods,
  type OpenApiDocument,
  type OperationObject,
  type ParameterObject,
  type PathItem,
  type RequestBodyObject,
  type ResponseObject,
  type SecurityRequirement,
} from "./document.ts";
import { DocumentError } from "./document-error.ts";
import { resolve } from "./resolve.ts";

/** An operation with the `$ref`s down to its schemas followed. */
export interface Operation {
  /** Its operationId, or `METHOD /path` if the document has none. */
  readonly id: string;
  readonly method: Method;
  readonly path: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description: string;
  readonly deprecated: boolean;
  /** Includes those of the path item, unless the operation has one of the same name and place. */
  readonly parameters: readonly ParameterObject[];
  readonly requestBody?: RequestBodyObject;
  /** By status code, range or `default`. */
  readonly responses: Readonly<Record<string, ResponseObject>>;
  /** The ways to authenticate, any one of which is sufficient. */
  readonly security: readonly SecurityRequirement[];
  readonly callbacks: readonly Callback[];
  /** As in the document. */
  readonly source: OperationObject;
}

/** A call that the service makes because of an operation. Its `path` is the runtime expression of the URL. */
export interface Callback extends Operation {
  /** The name in the operation. */
  readonly name: string;
  readonly pathItem: PathItem;
}

/**
 * Lists the operations of a document in its own order.
 *
 * @example
 * listOperations(document).map(({ id }) => id); // ["createCategorizationTask", "getTask", …]
 */
export function listOperations(document: OpenApiDocument): Operation[] {
  return Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    operationsOf(document, path, resolve<PathItem>(document, item)),
  );
}

/** The first described media type, which is the preferred one. */
export function preferredContent(
  content: Content | undefined,
): { readonly mediaType: string; readonly media: MediaType } | undefined {
  const [mediaType, media] = Object.entries(content ?? {})[0] ?? [];
  return mediaType === undefined || media === undefined ? undefined : { mediaType, media };
}

/**
 * The documented response to a successful call.
 *
 * @throws {DocumentError} If there is none.
 */
export function successOf(operation: Operation): {
  readonly status: string;
  readonly response: ResponseObject;
} {
  const [status, response] = Object.entries(operation.responses).find(([code]) => code.startsWith("2")) ?? [];
  if (status === undefined || response === undefined)
    throw new DocumentError(operation.id, "no successful response is documented", "Document one.");
  return { status, response };
}

/** An example with its name in the document. */
export interface NamedExample {
  readonly name: string;
  readonly summary: string;
  readonly value: unknown;
}

/** The named examples of a body, in the order of the document. */
export function examplesOf(document: OpenApiDocument, media: MediaType | undefined): NamedExample[] {
  return Object.entries(media?.examples ?? {}).map(([name, example]) => {
    const { summary = "", value } = resolve(document, example);
    return { name, summary, value };
  });
}

function operationsOf(document: OpenApiDocument, path: string, item: PathItem): Operation[] {
  const known = new Set<string>(methods);
  return Object.entries(item)
    .filter((entry): entry is [Method, OperationObject] => known.has(entry[0]))
    .map(([method, operation]) => resolveOperation(document, path, item, method, operation));
}

function resolveOperation(
  document: OpenApiDocument,
  path: string,
  item: PathItem,
  method: Method,
  source: OperationObject,
): Operation {
  const { tags = [], summary = "", description = "", deprecated = false, requestBody } = source;
  return {
    id: source.operationId ?? `${method.toUpperCase()} ${path}`,
    method,
    path,
    tags,
    summary,
    description,
    deprecated,
    parameters: mergeParameters(document, item, source),
    ...(requestBody && { requestBody: resolve(document, requestBody) }),
    responses: mapValues(source.responses, (response) => resolve(document, response)),
    security: source.security ?? document.security ?? [],
    callbacks: resolveCallbacks(document, source),
    source,
  };
}

/** An operation's own parameter replaces that of the path item with the same name and place. */
function mergeParameters(
  document: OpenApiDocument,
  item: PathItem,
  operation: OperationObject,
): ParameterObject[] {
  const all = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map((parameter) =>
    resolve<ParameterObject>(document, parameter),
  );
  return [...new Map(all.map((parameter) => [`${parameter.in} ${parameter.name}`, parameter])).values()];
}

function resolveCallbacks(document: OpenApiDocument, operation: OperationObject): Callback[] {
  return Object.entries(operation.callbacks ?? {}).flatMap(([name, callback]) =>
    Object.entries(resolve<CallbackObject>(document, callback)).flatMap(([expression, item]) => {
      const pathItem = resolve<PathItem>(document, item);
      return operationsOf(document, expression, pathItem).map((call) =>
        Object.assign(call, { name, pathItem }),
      );
    }),
  );
}

const mapValues = <From, To>(
  values: Readonly<Record<string, From>> | undefined,
  map: (value: From) => To,
): Record<string, To> =>
  Object.fromEntries(Object.entries(values ?? {}).map(([key, value]) => [key, map(value)]));
