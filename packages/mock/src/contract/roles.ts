import {
  type LifeCycle,
  listOperations,
  type MediaType,
  type OpenApiDocument,
  type Operation,
  type ParameterObject,
  preferredContent,
  type Schema,
  schemasAt,
} from "@task-contracts/openapi-model";
import { type Composer, prepareComposer } from "./compose.ts";
import { bodySteps } from "./runtime-expression.ts";
import type { TaskPlace, TaskSchemas } from "./task-place.ts";

/** The parts of the successful response of an operation. */
export interface ResponsePlan {
  readonly status: number;
  /** Absent: the response has no body. */
  readonly mediaType?: string;
  /** The location of the task, or of the list of tasks, in the body. */
  readonly place?: TaskPlace | undefined;
  readonly compose: Composer;
  /** Composes the value at that location, if it is not the task as it is read. */
  readonly composeTask?: Composer;
  /** Composers by the status of the task, if each has its own schema. */
  readonly composeInState?: ReadonlyMap<string, Composer>;
  /** Bare names under which a body has the id of the task, besides that of the task itself. */
  readonly idNames?: ReadonlySet<string>;
}

interface RoleParts {
  readonly operationId: string;
  readonly response: ResponsePlan;
  /** Parameters of the path that name the parents of tasks. */
  readonly parents: readonly string[];
}

/** The target of a callback. */
export interface CallbackTarget {
  /** A runtime expression. */
  readonly expression: string;
  /** The path of the URL in the body of the request, if the expression contains nothing else. */
  readonly steps?: readonly string[] | undefined;
}

/** An operation that creates a task. */
export interface CreateRole extends RoleParts {
  readonly kind: "create";
  /** Distinguishes this type of task from others: the constant `type` of the task, or the name of its schema. */
  readonly type: string;
  /** Composes the task, without what the engine adds. */
  readonly composeTask: Composer;
  /** The path of the task's properties in the body of the request. */
  readonly requestSteps?: readonly string[];
  /** The targets of callbacks, by name. */
  readonly targets: ReadonlyMap<string, CallbackTarget>;
}

/** An operation that lists tasks. */
export interface ListRole extends RoleParts {
  readonly kind: "list";
  /** The names of its query parameters. */
  readonly parameters: readonly string[];
}

/** An operation on one task, whose id is the last parameter of its path. */
export interface ItemRole extends RoleParts {
  /** As for an operation that creates. */
  readonly requestSteps?: readonly string[];
  /** A replaced task loses properties that the request does not have. */
  readonly kind: "read" | "transition" | "delete" | "update" | "replace";
  readonly idParameter: string;
}

/** The role of an operation for the tasks of its API. */
export type Role = CreateRole | ListRole | ItemRole;

/** The roles of the operations of an API, by operationId. Operations without a role do not concern tasks. */
export type Roles = ReadonlyMap<string, Role>;

/**
 * Infers which operations create, read, list, change and delete the tasks of an API: by the schemas of their
 * responses, and by the transitions of the life cycle.
 *
 * @example
 * readRoles(document, lifeCycle).get("getTask")?.kind; // "read"
 */
export const readRoles = (document: OpenApiDocument, lifeCycle: LifeCycle, schemas: TaskSchemas): Roles => {
  const changing = new Set([...lifeCycle.transitions.values()].flatMap(({ by }) => by));
  const found = listOperations(document).flatMap((operation) => {
    const role = roleOf(document, schemas, changing, operation);
    return role ? [{ path: operation.path, role }] : [];
  });
  const items = new Set(found.filter(({ role }) => role.kind === "read").map(({ path }) => itemPathOf(path)));
  // Items that are deleted elsewhere are of another kind.
  const own = found.filter(({ path, role }) => role.kind !== "delete" || items.has(path));
  return new Map(own.map(({ role }) => [role.operationId, role]));
};

/** Some APIs read at a path below that of the item: `/tasks/{task_id}/info`. */
const itemPathOf = (path: string): string => path.slice(0, path.lastIndexOf("}") + 1);

const roleOf = (
  document: OpenApiDocument,
  schemas: TaskSchemas,
  changing: ReadonlySet<string>,
  operation: Operation,
): Role | undefined => {
  const { id, method, parameters } = operation;
  const response = responseOf(document, schemas, operation);
  if (!response) return undefined;
  const parts = { operationId: id, response, parents: [] };
  const idParameter = parameters.findLast((parameter) => parameter.in === "path")?.name;
  if (idParameter !== undefined && operation.path.includes(`{${idParameter}}`)) {
    const kind = itemKindOf(operation, changing, response);
    return kind && { ...parts, kind, idParameter };
  }
  const { place } = response;
  if (!place) return undefined;
  if (place.isList) return { ...parts, kind: "list", parameters: queryNames(operation) };
  return method === "post" ? createRole(document, parts, place, operation) : undefined;
};

const itemKindOf = (
  { id, method, path, requestBody }: Operation,
  changing: ReadonlySet<string>,
  { place }: ResponsePlan,
): ItemRole["kind"] | undefined => {
  if (changing.has(id)) return "transition";
  // Some APIs read with POST. An operation with a body makes changes.
  const isReading = method === "get" || (method === "post" && !requestBody);
  if (isReading && place && !place.isList) return "read";
  return method === "delete" && path.endsWith("}") ? "delete" : undefined;
};

const createRole = (
  document: OpenApiDocument,
  parts: RoleParts,
  { schema }: TaskPlace,
  { callbacks }: Operation,
): CreateRole => ({
  ...parts,
  kind: "create",
  type: typeOf(document, schema),
  composeTask: prepareComposer(document, schema),
  targets: new Map(callbacks.map(({ name, path }) => [name, { expression: path, steps: bodySteps(path) }])),
});

const typeOf = (document: OpenApiDocument, schema: Schema): string => {
  const [constant] = schemasAt(document, schema, ["type"]).flatMap(({ const: only }) => only ?? []);
  if (typeof constant === "string") return constant;
  const name = typeof schema === "object" ? schema.$ref?.split("/").at(-1) : undefined;
  return name ?? "task";
};

const queryNames = ({ parameters }: Operation): string[] =>
  parameters.filter(isPlainQuery).map(({ name }) => name);

/** A query parameter that can select a page: `after` may also be a date. */
export const isPlainQuery = ({ in: place, schema }: ParameterObject): boolean =>
  place === "query" && (Object(schema) as { format?: string }).format?.startsWith("date") !== true;

const responseOf = (
  document: OpenApiDocument,
  schemas: TaskSchemas,
  { responses }: Operation,
): ResponsePlan | undefined => {
  const [code, success] = Object.entries(responses).find(([status]) => status.startsWith("2")) ?? [];
  if (code === undefined || !success) return undefined;
  const status = code === "2XX" ? 200 : Number(code);
  const content = preferredContent(success.content);
  if (!content) return { status, compose: () => undefined };
  return { status, mediaType: content.mediaType, ...bodyOf(document, schemas, content.media) };
};

const bodyOf = (
  document: OpenApiDocument,
  schemas: TaskSchemas,
  { schema }: MediaType,
): Pick<ResponsePlan, "compose" | "place"> => ({
  place: schemas.find(schema),
  compose: prepareComposer(document, schema),
});
