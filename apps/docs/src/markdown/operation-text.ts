import {
  type Callback,
  examplesOf,
  type MediaType,
  type Operation,
  preferredContent,
} from "@task-contracts/openapi-model";
import type { Api } from "../contract/load-api.ts";
import { callOf } from "../samples/call.ts";
import { curlSample } from "../samples/curl.ts";
import { defaultText, limitsText, typeText } from "./schema-text.ts";
import { table } from "./table.ts";

/** An operation in full, as a section of the third level. */
export function operationText(api: Api, operation: Operation): string {
  const callbacks = operation.callbacks.map((callback) => callbackText(api, callback));
  return [
    `### ${operation.summary}`,
    `\`${operation.id}\`: \`${operation.method.toUpperCase()} ${operation.path}\``,
    ...exchangeText(api, operation, `\`\`\`sh\n${curlSample(callOf(api, operation))}\n\`\`\``),
    ...callbacks,
  ].join("\n\n");
}

/** A callback in full, as a section of the fourth level. */
export const callbackText = (api: Api, callback: Callback): string =>
  [
    `#### Callback: ${callback.summary}`,
    `\`${callback.id}\`, sent as \`${callback.method.toUpperCase()} ${callback.path}\``,
    ...exchangeText(api, callback),
  ].join("\n\n");

/** What is sent and what is answered, in an operation or a callback. */
function exchangeText(api: Api, operation: Operation, sample?: string): string[] {
  const { description, parameters, requestBody, responses } = operation;
  const parts = [description.trim()];
  if (parameters.length > 0) parts.push(parameterTable(operation));
  if (requestBody !== undefined) {
    const types = Object.keys(requestBody.content ?? {}).map((type) => `\`${type}\``);
    parts.push(`Body${requestBody.required === true ? "" : " (optional)"}: ${types.join(" or ")}`);
    parts.push(...contentText(api, preferredContent(requestBody.content)?.media));
  }
  if (sample !== undefined) parts.push(sample);
  for (const [status, response] of Object.entries(responses)) {
    parts.push(`**${status}**: ${(response.description ?? "").trim()}`);
    parts.push(...contentText(api, preferredContent(response.content)?.media));
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

/** The schema of a body and its examples. */
function contentText(api: Api, media: MediaType | undefined): string[] {
  if (media === undefined) return [];
  const examples = examplesOf(api.contract, media).map(
    ({ summary, value }) => `${summary}:\n\n\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\``,
  );
  return [`Schema: ${typeText(media.schema)}`, ...examples];
}
