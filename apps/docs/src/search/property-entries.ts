import {
  type Operation,
  preferredContent,
  refName,
  resolve,
  type Schema,
  type SchemaObject,
} from "@task-contracts/openapi-model";
import type { Api } from "../contract/load-api.ts";
import { pagePath } from "../operations/address.ts";
import type { SearchEntry } from "./search-entry.ts";
import { plainText } from "./plain-text.ts";

/**
 * The properties and parameters of an API, each where it is described: in a request before a response, and of responses in
 * that of a read. A property with the same description in many places is found once.
 */
export function propertyEntries(api: Api): SearchEntry[] {
  const found = new Map<string, SearchEntry>();
  const callbacks = api.callbacks.map(({ callback }) => callback);
  const reads = api.operations.toSorted((a, b) => Number(b.method === "get") - Number(a.method === "get"));
  for (const operation of api.operations) addParameters(found, api, operation);
  for (const operation of api.operations) addBody(found, api, operation, "request", operation.requestBody);
  for (const operation of reads) {
    for (const [status, response] of Object.entries(operation.responses)) {
      if (status.startsWith("2")) addBody(found, api, operation, `response-${status}`, response);
    }
  }
  for (const callback of callbacks) addBody(found, api, callback, "request", callback.requestBody);
  return [...found.values()];
}

function addParameters(found: Map<string, SearchEntry>, api: Api, operation: Operation): void {
  for (const { name, description = "", schema = {} } of operation.parameters) {
    const { enum: values } = typeof schema === "boolean" ? {} : resolve<SchemaObject>(api.contract, schema);
    add(found, api, operation, { id: `parameter-${name}`, name, description, values });
  }
}

interface Body {
  readonly content?: NonNullable<Operation["requestBody"]>["content"];
}

function addBody(
  found: Map<string, SearchEntry>,
  api: Api,
  operation: Operation,
  id: string,
  body: Body | undefined,
): void {
  const schema = preferredContent(body?.content)?.media.schema;
  visit(api, schema, id, (property) => add(found, api, operation, property));
}

interface Property {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly values: readonly unknown[] | undefined;
}

/** Goes through a schema as its page shows it, with the same ids. */
function visit(api: Api, schema: Schema | undefined, id: string, take: (property: Property) => void): void {
  if (schema === undefined || typeof schema === "boolean") return;
  const found = resolve<SchemaObject>(api.contract, schema);
  const variants = found.oneOf ?? found.anyOf;
  if (variants !== undefined) return visitVariants(api, found, variants, id, take);
  for (const [name, property] of Object.entries(found.properties ?? {})) {
    const {
      description = "",
      enum: values,
      const: constant,
    } = resolve<SchemaObject>(api.contract, Object(property));
    const own = `${id}-${name}`;
    take({ id: own, name, description, values: values ?? (constant === undefined ? undefined : [constant]) });
    visit(api, property, own, take);
  }
  if (found.properties !== undefined) return;
  const inner = found.items ?? found.additionalProperties;
  if (typeof inner === "object") visit(api, inner, id, take);
}

function visitVariants(
  api: Api,
  { discriminator }: SchemaObject,
  variants: readonly Schema[],
  id: string,
  take: (property: Property) => void,
): void {
  const { mapping = {} } = Object(discriminator) as { mapping?: Record<string, string> };
  for (const [index, variant] of variants.entries()) {
    const name = refName(variant);
    const [key = `${index + 1}`] =
      Object.entries(mapping).find(([, target]) => target.endsWith(`/${name}`)) ?? [];
    visit(api, variant, `${id}-${key}`, take);
  }
}

function add(
  found: Map<string, SearchEntry>,
  api: Api,
  operation: Operation,
  { id, name, description, values = [] }: Property,
): void {
  const key = `${name} ${description}`;
  if (found.has(key)) return;
  const listed = values.length > 0 ? ` One of ${values.map(String).join(", ")}.` : "";
  found.set(key, {
    kind: "property",
    url: `${pagePath(api, operation)}#${id}`,
    title: name,
    place: `${api.contract.info.title}, ${operation.summary}`,
    text: plainText(description) + listed,
    names: values.map(String).join(" "),
  });
}
