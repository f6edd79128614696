import {
  type Callback,
  type Content,
  examplesOf,
  type Operation,
  preferredContent,
  resolve,
  type Schema,
  type SchemaObject,
} from "@task-contracts/openapi-model";
import type { Api } from "../contract/load-api.ts";
import { bodyText } from "../samples/body-text.ts";
import { callOf } from "../samples/call.ts";
import { curlSample } from "../samples/curl.ts";
import { mockServerOf } from "../samples/mock-server-of.ts";
import { defaultText, limitsText, schemaText, typeText } from "./schema-text.ts";
import { table } from "./table.ts";

/** How much of an operation is written. */
interface Extent {
  /** Whether the fields of bodies are listed, where the text has no schemas beside it. */
  readonly hasFields?: boolean;
}

/** An operation in full, as a section of the third level. */
export function operationText(api: Api, operation: Operation, extent: Extent = {}): string {
  const callbacks = operation.callbacks.map((callback) => callbackText(api, callback, extent));
  return [
    `### ${operation.summary}`,
    `\`${operation.id}\`: \`${operation.method.toUpperCase()} ${operation.path}\``,
    ...exchangeText(api, operation, extent, samplesText(api, operation)),
    ...callbacks,
  ].join("\n\n");
}

/** A callback in full, as a section of the fourth level. */
export const callbackText = (api: Api, callback: Callback, extent: Extent = {}): string =>
  [
    `#### Callback: ${callback.summary}`,
    `\`${callback.id}\`, sent as \`${callback.method.toUpperCase()} ${callback.path}\``,
    ...exchangeText(api, callback, extent),
  ].join("\n\n");

/** The call with curl: for the mock first, as in pages. */
function samplesText(api: Api, operation: Operation): string[] {
  const mock = mockServerOf(api);
  const service = api.contract.servers.find(({ url }) => url !== mock)?.url;
  const sample = (name: string, server: string): string =>
    `${name}:\n\n\`\`\`sh\n${curlSample(callOf(api, operation, { server }))}\n\`\`\``;
  return [sample("On the mock", mock), ...(service === undefined ? [] : [sample("On the service", service)])];
}

/** The request and the responses of an operation or a callback. */
function exchangeText(
  api: Api,
  operation: Operation,
  extent: Extent,
  samples: readonly string[] = [],
): string[] {
  const { description, parameters, requestBody, responses } = operation;
  const parts = [description.trim()];
  if (parameters.length > 0) parts.push(parameterTable(operation));
  if (requestBody !== undefined) {
    const types = Object.keys(requestBody.content ?? {}).map((type) => `\`${type}\``);
    parts.push(`Body${requestBody.required === true ? "" : " (optional)"}: ${types.join(" or ")}`);
    parts.push(...contentText(api, requestBody.content, extent));
  }
  parts.push(...samples);
  for (const [status, response] of Object.entries(responses)) {
    parts.push(`**${status}**: ${(response.description ?? "").trim()}`);
    // The fields of errors are the same everywhere.
    parts.push(...contentText(api, response.content, status.startsWith("2") ? extent : {}));
  }
  return parts;
}

const parameterTable = ({ parameters }: Operation): string =>
  table(
    ["Parameter", "In", "Type", "Required", "Meaning"],
    parameters.map(({ name, in: place, schema, required, description }) => [
      `\`${name}\``,
      place,
      typeText(schema) + limitsText(schema),
      required === true ? "yes" : "",
      `${description ?? ""} ${defaultText(schema)}`.trim(),
    ]),
  );

/** The schema of a body and its examples, as they are sent. */
function contentText(api: Api, content: Content | undefined, { hasFields = false }: Extent): string[] {
  const { media, mediaType = "" } = preferredContent(content) ?? {};
  if (media === undefined) return [];
  const examples = examplesOf(api.contract, media).map(({ summary, value }) => {
    const isJson = mediaType.endsWith("json") && typeof value !== "string";
    const text = isJson ? JSON.stringify(value, null, 2) : bodyText(mediaType, value);
    return `${summary}:\n\n\`\`\`${isJson ? "json" : ""}\n${text}\n\`\`\``;
  });
  const fields = hasFields ? fieldsText(api, media.schema) : [];
  return [`Schema: ${typeText(media.schema)}`, ...fields, ...examples];
}

/** The properties of an object, of the items of an array, or of each schema that a value can have. */
function fieldsText(api: Api, schema: Schema | undefined): string[] {
  if (schema === undefined || typeof schema === "boolean") return [];
  const found = resolve<SchemaObject>(api.contract, schema);
  const variants = found.oneOf ?? found.anyOf;
  if (variants !== undefined) {
    return variants.flatMap((variant) =>
      [`Fields of ${typeText(variant)}:`].concat(fieldsText(api, variant)),
    );
  }
  if (typeof found.items === "object") return fieldsText(api, found.items);
  return found.properties === undefined
    ? []
    : [
        schemaText(found, (property) =>
          typeof property === "boolean" ? property : resolve<SchemaObject>(api.contract, property),
        ),
      ];
}
