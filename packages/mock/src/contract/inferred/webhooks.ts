import {
  type Flaw,
  formatPointer,
  methods,
  type OpenApiDocument,
  type PathItem,
  type RequestBodyObject,
  resolve,
} from "@task-contracts/openapi-model";
import { findItem, identityOf } from "./find-item.ts";
import { type InferredResource, inferResources, requestSchema } from "./infer-resources.ts";
import { bare, wordsOf } from "./words.ts";

/** The default URL of webhooks, unless the request has one: a setting of the account. */
export const accountUrl = "{$account.defaultCallbackUrl}";

/**
 * Converts the webhooks of a document to callbacks of the operations that create their subject, in place.
 *
 * @returns The webhooks whose subject is unknown.
 * @example
 * attachWebhooks(document); // "transcript.completed" is a callback of createTranscript now
 */
export const attachWebhooks = (document: OpenApiDocument): Flaw[] => {
  const { "x-webhooks": extension } = document as { "x-webhooks"?: OpenApiDocument["webhooks"] };
  const webhooks = [
    ...Object.entries(document.webhooks ?? {}).map(([name, item]) => ["webhooks", name, item] as const),
    ...Object.entries(extension ?? {}).map(([name, item]) => ["x-webhooks", name, item] as const),
  ].filter(([, , item]) => typeof item === "object" && item !== null);
  if (webhooks.length === 0) return [];
  const resources = inferResources(document);
  return webhooks.flatMap(([place, name, reference]) => {
    const item = resolve<PathItem>(document, reference);
    const resource = resourceOf(document, resources, name, item);
    for (const { source } of resource?.creates ?? []) {
      const operation = source as { callbacks?: Record<string, object> };
      operation.callbacks = { [name]: { [accountUrl]: item }, ...operation.callbacks };
    }
    if (resource) return [];
    const message = "It is not known what this webhook tells of. It is not sent.";
    return [{ pointer: formatPointer([place, name]), message }];
  });
};

/** The subject of a webhook: by its payload, else by its name. */
const resourceOf = (
  document: OpenApiDocument,
  resources: readonly InferredResource[],
  name: string,
  item: PathItem,
): InferredResource | undefined => {
  const [operation] = methods.flatMap((method) => item[method] ?? []);
  const body = operation?.requestBody && resolve<RequestBodyObject>(document, operation.requestBody);
  const schema = requestSchema(body);
  const words = wordsOf(name);
  return (
    resources.find((resource) => {
      const found = findItem(document, schema, resource.names);
      return found && identityOf(document, found.schema) === identityOf(document, resource.schema);
    }) ??
    resources.find(({ name: noun }) =>
      words.some((_, index) => words.slice(index).join("").startsWith(bare(noun))),
    )
  );
};
