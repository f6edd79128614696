import {
  listOperations,
  type OpenApiDocument,
  type Operation,
  preferredContent,
  type Schema,
} from "@task-contracts/openapi-model";
import {
  findId,
  findItem,
  findItems,
  identityOf,
  type ItemNames,
  itemsIn,
  propertiesAt,
} from "./find-item.ts";
import { linksTo } from "./links.ts";
import { bare, singularOf, targetsOf } from "./words.ts";

/** A resource that an API creates, and the operations on it. */
export interface InferredResource {
  /** In lower case: `transcript`. */
  readonly name: string;
  readonly names: ItemNames;
  /** The path of an item: `/transcripts/{transcript_id}`. */
  readonly path: string;
  /** The schema of an item. */
  readonly schema: Schema;
  /** The property with the id, if any. */
  readonly id: string | undefined;
  readonly creates: readonly Operation[];
  readonly lists: readonly Operation[];
  readonly reads: readonly Operation[];
  readonly updates: readonly Operation[];
  readonly deletes: readonly Operation[];
  /** Operations below an item, with the verb at the end of their path. */
  readonly verbs: readonly { readonly operation: Operation; readonly verb: string }[];
  /** The reasons, for users. */
  readonly reasons: readonly string[];
}

const itemPath = /^(.*)\/\{([^{}/]+)\}$/;

/** The schema of the successful response of an operation. */
export const successSchema = ({ responses }: Operation): Schema | undefined => {
  const [, success] = Object.entries(responses).find(([status]) => status.startsWith("2")) ?? [];
  return jsonSchema(success?.content);
};

/** The schema of the body of a request. */
export const requestSchema = (requestBody: Operation["requestBody"]): Schema | undefined =>
  jsonSchema(requestBody?.content);

const jsonSchema = (content: Operation["responses"][string]["content"]): Schema | undefined => {
  const json = Object.entries(content ?? {}).find(([mediaType]) => /[/+]json\b/.test(mediaType));
  return json ? json[1].schema : preferredContent(content)?.media.schema;
};

/**
 * Finds the resources that an API creates: each path that ends with a parameter is one if it can be read, and if an
 * operation creates it. Paths come first; an operation that only returns an id is of the one resource that represents tasks.
 *
 * @example
 * inferResources(document).map(({ name }) => name); // ["transcript"]
 */
export const inferResources = (document: OpenApiDocument): InferredResource[] => {
  const operations = listOperations(document);
  const byPath = Map.groupBy(operations, ({ path }) => bareEnd(path));
  const at = (path: string, ...methods: string[]): Operation[] =>
    (byPath.get(path) ?? []).filter(({ method }) => methods.includes(method));
  const items = [...byPath.keys()].flatMap((path) => {
    const [, collectionPath = "", parameter = ""] = itemPath.exec(path) ?? [];
    const [read] = parameter === "" ? [] : at(path, "get");
    const names = { collection: nounOf(collectionPath), parameter };
    const found = read && findItem(document, successSchema(read), names);
    return read && found ? [{ path, collectionPath, names, read, found }] : [];
  });
  const elsewhere = createsElsewhere(
    document,
    operations,
    items.map(({ collectionPath }) => collectionPath),
  );
  const listed = new Map(
    operations
      .filter(({ method, path }) => method === "get" && !path.endsWith("}"))
      .map((operation) => [operation, new Set(itemsIn(document, successSchema(operation)))]),
  );
  const central = items.filter(({ names }) => isTaskNoun(names.collection));
  const resources = items.flatMap(({ path, collectionPath, names, read, found }): InferredResource[] => {
    const own = createsOf(document, operations, { collectionPath, names, path, read });
    const isCentral = central.length === 1 && central[0]?.path === path;
    const creates = own.length > 0 || !isCentral ? own : elsewhere;
    if (creates.length === 0) return [];
    const id = findId(document, found.schema, names);
    return [
      {
        name: bare(singularOf(names.collection)) || "item",
        names,
        path,
        schema: found.schema,
        id,
        creates,
        // At the path of the collection, or with items of the same schema, whatever the path.
        lists: operations.filter((operation) =>
          bareEnd(operation.path) === collectionPath
            ? operation.method === "get" && findItems(document, successSchema(operation), names) !== undefined
            : listed.get(operation)?.has(identityOf(document, found.schema)),
        ),
        reads: [read],
        updates: at(path, "put", "patch", "post").filter((operation) => operation.requestBody !== undefined),
        deletes: at(path, "delete"),
        verbs: verbsBelow(byPath, path),
        reasons: [
          `GET ${path} reads one by its id.`,
          ...creates.map((create) => createReason(document, create, read, own.length > 0)),
          ...(found.steps.length > 0 ? [`It stands in the response under /${found.steps.join("/")}.`] : []),
          id === undefined ? "It does not show its id." : `Its id is the property ${id}.`,
        ],
      },
    ];
  });
  return withUniqueNames(resources);
};

/** Resources of the same name are distinguished by their paths. */
const withUniqueNames = (resources: readonly InferredResource[]): InferredResource[] => {
  const counts = Map.groupBy(resources, ({ name }) => name);
  return resources.map((resource) =>
    (counts.get(resource.name)?.length ?? 0) > 1
      ? Object.assign({}, resource, {
          name: resource.path.replaceAll(/\/?\{[^{}]*\}/g, "").replace(/^\//, ""),
        })
      : resource,
  );
};

/** The noun of a collection: the last segment of its path that is not a parameter. */
const nounOf = (path: string): string =>
  path.split("/").findLast((segment) => segment !== "" && !segment.startsWith("{")) ?? "";

const isTaskNoun = (collection: string): boolean =>
  /^(?:tasks?|jobs?|operations?|requests?|predictions?|generations?|runs?|executions?|renders?)$/i.test(
    collection,
  );

/** Whether a path is that of one type of an item: `/task/categorization` beside `/task/{task_id}`. */
const isTypeOf = (collection: string, path: string): boolean => {
  const rest = path.startsWith(`${collection}/`) ? path.slice(collection.length + 1) : "";
  return /^[\w-]+$/.test(rest);
};

/** An operation that creates responds with a body that has an id, or without a body. */
const createsItem = (document: OpenApiDocument, operation: Operation, names: ItemNames): boolean => {
  const schema = successSchema(operation);
  return schema === undefined || findItem(document, schema, names) !== undefined;
};

/** Operations whose response is little more than an id, and whose own path has no items. */
const createsElsewhere = (
  document: OpenApiDocument,
  operations: readonly Operation[],
  collections: readonly string[],
): Operation[] =>
  operations.filter((operation) => {
    if (operation.method !== "post" || operation.path.includes("{") || collections.includes(operation.path))
      return false;
    const names = Object.keys(propertiesAt(document, successSchema(operation)));
    return (
      names.length > 0 &&
      names.length <= 4 &&
      names.some((name) => /^(?:id|(?:task|job|request)_?id)$/i.test(name))
    );
  });

const verbsBelow = (
  byPath: ReadonlyMap<string, readonly Operation[]>,
  path: string,
): InferredResource["verbs"] =>
  [...byPath].flatMap(([candidate, operations]) => {
    const verb =
      candidate.startsWith(`${path}/`) || candidate.startsWith(`${path}:`)
        ? candidate.slice(path.length + 1)
        : "";
    if (targetsOf(verb).length === 0) return [];
    return operations
      .filter(({ method }) => method === "post" || method === "put" || method === "patch")
      .map((operation) => ({ operation, verb }));
  });

/** The location of an item. */
interface ItemPlace {
  /** Of one. */
  readonly path: string;
  readonly collectionPath: string;
  readonly names: ItemNames;
  readonly read: Operation;
}

/**
 * The operations that create an item: a POST to its collection and those that link to it; without either, those for one type
 * of it. Next to a POST to the collection, `/webhooks/resend` does something else.
 */
const createsOf = (
  document: OpenApiDocument,
  operations: readonly Operation[],
  { collectionPath, names, path, read }: ItemPlace,
): Operation[] => {
  const posts = operations.filter(({ method }) => method === "post");
  const usual = posts.filter(
    (operation) =>
      linksToItem(document, operation, read, { names, path }) ||
      (bareEnd(operation.path) === collectionPath && createsItem(document, operation, names)),
  );
  if (usual.length > 0) return usual;
  return posts.filter(
    (operation) => isTypeOf(collectionPath, operation.path) && createsItem(document, operation, names),
  );
};

/** A trailing slash makes no difference. */
const bareEnd = (path: string): string => path.replace(/\/$/, "");

/** Of two ids, the one named `id` is that of the response itself. */
const linksToItem = (
  document: OpenApiDocument,
  operation: Operation,
  read: Operation,
  { names, path }: { readonly names: ItemNames; readonly path: string },
): boolean => {
  if (operation.path.startsWith(`${path}/`) || !linksTo(document, operation, read)) return false;
  const schema = successSchema(operation);
  return Object.hasOwn(propertiesAt(document, schema), "id")
    ? identityOf(document, findItem(document, schema, names)?.schema ?? false) ===
        identityOf(document, findItem(document, successSchema(read), names)?.schema ?? true)
    : createsItem(document, operation, names);
};

const createReason = (
  document: OpenApiDocument,
  create: Operation,
  read: Operation,
  isOwn: boolean,
): string => {
  if (linksTo(document, create, read)) return `${create.id} creates one: its response links to ${read.id}.`;
  return isOwn
    ? `${create.id} creates one: it is a POST to the path of the collection.`
    : `${create.id} creates one: it responds with an id, and this is the one resource that stands for tasks.`;
};
