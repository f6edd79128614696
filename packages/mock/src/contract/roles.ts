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

/** What the successful response of an operation is made of. */
export interface ResponsePlan {
  readonly status: number;
  /** Absent: the response has no body. */
  readonly mediaType?: string;
  /** Where the task stands in the body, or the list of tasks. */
  readonly place?: TaskPlace | undefined;
  readonly compose: Composer;
  /** Makes what stands at that place, if it is not the task as it is read. */
  readonly composeTask?: Composer;
  /** Makes it by the status of the task, where each has a schema of its own. */
  readonly composeInState?: ReadonlyMap<string, Composer>;
  /** Names, bare, under which a body has the id of the task, besides that of the task itself. */
  readonly idNames?: ReadonlySet<string>;
}

interface RoleParts {
  readonly operationId: string;
  readonly response: ResponsePlan;
  /** Parameters of the path that name what tasks belong to. */
  readonly parents: readonly string[];
}

/** Where a callback goes. */
export interface CallbackTarget {
  /** A runtime expression. */
  readonly expression: string;
  /** The keys that lead to the URL in the body of the request, if that is all that the expression says. */
  readonly steps?: readonly string[] | undefined;
}

/** An operation that makes a task. */
export interface CreateRole extends RoleParts {
  readonly kind: "create";
  /** What tells this type of task from others: the constant `type` of the task, or the name of its schema. */
  readonly type: string;
  /** Makes the task, without what the engine adds. */
  readonly composeTask: Composer;
  /** The keys that lead to what is said of the task in the body of the request. */
  readonly requestSteps?: readonly string[];
  /** Where callbacks go, by their names. */
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
  /** As of an operation that creates. */
  readonly requestSteps?: readonly string[];
  /** A replaced task loses what the request does not have. */
  readonly kind: "read" | "transition" | "delete" | "update" | "replace";
  readonly idParameter: string;
}

/** What an operation does with the tasks of its API. */
export type Role = CreateRole | ListRole | ItemRole;

/** The roles of the operations of an API, by operationId. Operations without a role have nothing to do with tasks. */
export type Roles = ReadonlyMap<string, Role>;

/**
 * Finds out which operations create, read, list, change and delete the tasks of an API: by the schemas of what they
 * respond with, and by the transitions that the life cycle names.
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
  // What is deleted elsewhere is something else.
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
  // Some APIs read with POST. What takes a body changes something.
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

/** A query parameter that can choose a page: `after` may also be a date. */
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
