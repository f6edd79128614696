import {
  type LifeCycle,
  type OpenApiDocument,
  type Operation,
  preferredContent,
  type Schema,
  schemasAt,
} from "@task-contracts/openapi-model";
import { type Composer, type ComposerOptions, prepareComposer } from "../compose.ts";
import {
  type CallbackTarget,
  type CreateRole,
  isPlainQuery,
  type ItemRole,
  type ResponsePlan,
  type Role,
  type Roles,
} from "../roles.ts";
import { bodySteps } from "../runtime-expression.ts";
import { type FoundItem, findItem, findItems, idNamesOf, identityOf, propertiesAt } from "./find-item.ts";
import { type InferredResource, requestSchema } from "./infer-resources.ts";
import { valuesOf } from "./infer-life-cycle.ts";
import { accountUrl } from "./webhooks.ts";
import { isCallbackName, isStatusName } from "./words.ts";

/** The name of a callback that is known only by a property of the request. */
export const fieldCallback = "callback";

/** The roles of the operations of a resource. */
export const inferRoles = (
  document: OpenApiDocument,
  resource: InferredResource,
  { transitions }: LifeCycle,
): Roles => {
  const changing = new Set([...transitions.values()].flatMap(({ by }) => by));
  const parents = parametersOf(resource.path).slice(0, -1);
  const parts = (
    operation: Operation,
    isList = false,
  ): Pick<Role, "operationId" | "parents" | "response"> => ({
    operationId: operation.id,
    parents: parents.filter((name) => operation.path.includes(`{${name}}`)),
    response: responseOf(document, resource, operation, isList),
  });
  const onItem = (kind: ItemRole["kind"], operation: Operation): [string, Role] => {
    const shared = parts(operation);
    const requestSteps = requestStepsOf(document, operation, shared.response.place?.steps);
    return [operation.id, { ...shared, kind, requestSteps, idParameter: resource.names.parameter }];
  };
  return new Map<string, Role>([
    ...resource.creates.map((operation): [string, CreateRole] => {
      const shared = parts(operation);
      return [
        operation.id,
        {
          ...shared,
          kind: "create",
          type: resource.name,
          composeTask: prepareComposer(document, resource.schema),
          requestSteps: requestStepsOf(document, operation, shared.response.place?.steps),
          targets: targetsOf(document, operation),
        },
      ];
    }),
    ...resource.lists.map((operation): [string, Role] => [
      operation.id,
      { ...parts(operation, true), kind: "list", parameters: queryNames(operation) },
    ]),
    ...resource.reads.map((operation) => onItem("read", operation)),
    ...resource.updates.map((operation) =>
      onItem(operation.method === "put" ? "replace" : "update", operation),
    ),
    ...resource.deletes.map((operation) => onItem("delete", operation)),
    ...resource.verbs.map(({ operation }) =>
      onItem(changing.has(operation.id) ? "transition" : "read", operation),
    ),
  ]);
};

/** The names of all callbacks that creating a resource can lead to. */
export const callbacksOf = (document: OpenApiDocument, { creates }: InferredResource): string[] => [
  ...new Set(creates.flatMap((operation) => Array.from(targetsOf(document, operation).keys()))),
];

const parametersOf = (path: string): string[] =>
  Array.from(path.matchAll(/\{([^{}]+)\}/g), ([, name = ""]) => name);

const queryNames = ({ parameters }: Operation): string[] =>
  parameters.filter(isPlainQuery).map(({ name }) => name);

const targetsOf = (document: OpenApiDocument, operation: Operation): ReadonlyMap<string, CallbackTarget> => {
  const { callbacks, requestBody } = operation;
  const isSaid = callbacks.some(({ path }) => path !== accountUrl);
  const steps = isSaid ? undefined : findCallback(document, requestSchema(requestBody));
  if (callbacks.length === 0) return new Map(steps ? [[fieldCallback, targetAt(steps)]] : []);
  return new Map(
    callbacks.map(({ name, path }) => [
      name,
      steps && path === accountUrl ? targetAt(steps) : { expression: path, steps: bodySteps(path) },
    ]),
  );
};

/** The property of a request with the callback URL: by its name, as text or in an object, or in an envelope. */
const findCallback = (
  document: OpenApiDocument,
  schema: Schema | undefined,
  steps: readonly string[] = [],
): readonly string[] | undefined => {
  const properties = Object.entries(propertiesAt(document, schema));
  for (const [name, property] of properties) {
    if (!isCallbackName(name)) continue;
    const url = Object.keys(propertiesAt(document, property)).find((key) =>
      /^(?:url|uri|endpoint)$/i.test(key),
    );
    if (url !== undefined) return [...steps, name, url];
    const variants = schemasAt(document, property, []);
    if (variants.some(({ type = [] }) => [type].flat().includes("string"))) return [...steps, name];
  }
  if (steps.length > 0) return undefined;
  const [wrapper, ...others] = properties;
  return wrapper && others.length === 0 ? findCallback(document, wrapper[1], [wrapper[0]]) : undefined;
};

const targetAt = (steps: readonly string[]): CallbackTarget => ({
  expression: `{$request.body#/${steps.join("/")}}`,
  steps,
});

const responseOf = (
  document: OpenApiDocument,
  resource: InferredResource,
  { responses }: Operation,
  isList: boolean,
): ResponsePlan => {
  const [code = "200", success] = Object.entries(responses).find(([status]) => status.startsWith("2")) ?? [];
  const status = /^\d{3}$/.test(code) ? Number(code) : 200;
  const json = Object.entries(success?.content ?? {}).find(([mediaType]) => /[/+]json\b/.test(mediaType));
  const [mediaType, media] = json ?? [preferredContent(success?.content)?.mediaType, undefined];
  if (mediaType === undefined || !media) return { status, compose: () => undefined };
  const { schema } = media;
  const found = isList
    ? findItems(document, schema, resource.names)
    : findItem(document, schema, resource.names);
  return {
    status,
    mediaType: mediaType.split(";", 1)[0] ?? mediaType,
    compose: prepareComposer(document, schema),
    idNames: new Set(idNamesOf(resource.names).filter((name) => name.endsWith("id"))),
    ...(found && placeOf(document, resource, found, isList)),
  };
};

const placeOf = (
  document: OpenApiDocument,
  { schema }: InferredResource,
  found: FoundItem,
  isList: boolean,
): Pick<ResponsePlan, "composeTask" | "place"> => {
  const isSame = identityOf(document, found.schema) === identityOf(document, schema);
  const composeInState = statesOf(document, found.schema);
  return {
    place: { steps: found.steps, isList, schema: found.schema },
    ...(!isSame && { composeTask: prepareComposer(document, found.schema) }),
    ...(composeInState.size > 0 && { composeInState }),
  };
};

/** If each state has its own schema, the composers of those. */
export const statesOf = (
  document: OpenApiDocument,
  schema: Schema,
  options?: ComposerOptions,
): ReadonlyMap<string, Composer> => {
  const { anyOf = [], oneOf = [] } = identityOf(document, schema) ?? {};
  const found = [...oneOf, ...anyOf].flatMap((alternative): [string, Composer][] => {
    const name = Object.keys(propertiesAt(document, alternative)).find(isStatusName);
    const values = name === undefined ? [] : valuesOf(schemasAt(document, alternative, [name]));
    const compose = prepareComposer(document, alternative, options);
    return values.map((value) => [value, compose]);
  });
  const isTold = new Set(found.map(([value]) => value)).size === found.length;
  return new Map(isTold ? found : []);
};

/** The part of a request with the properties of a task, if it uses an envelope as responses do. */
const requestStepsOf = (
  document: OpenApiDocument,
  operation: Operation,
  steps: readonly string[] = [],
): readonly string[] => {
  const [wrapper] = steps;
  const properties = propertiesAt(document, requestSchema(operation.requestBody));
  if (wrapper === undefined || !Object.hasOwn(properties, wrapper)) return [];
  return Object.keys(propertiesAt(document, properties[wrapper])).length > 0 ? [wrapper] : [];
};
