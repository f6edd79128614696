import {
  type Content,
  listOperations,
  type Operation,
  type ParameterObject,
  type Schema,
} from "@task-contracts/openapi-model";
import type { BundledApi } from "../bundled-api.ts";
import { Check, type CheckTable } from "./check.ts";
import { type Mode, requestJson, requestText, sentJson, sentText } from "./mode.ts";

/**
 * Plans the validators of parameters and request bodies.
 *
 * @example
 * planRequestChecks(api).listTasks; // { query: Check }
 */
export function planRequestChecks(api: BundledApi): CheckTable {
  return byOperation(api, (operation) => ({
    ...parameterChecks(operation.parameters),
    ...(Object.keys(operation.requestBody?.content ?? {}).length > 0 && {
      body: contentChecks(sentContent(api, operation.requestBody?.content), requestJson, requestText),
    }),
  }));
}

/**
 * Plans the validators of responses, by status and media type.
 *
 * @example
 * planResponseChecks(api).getTask["200"]; // { "application/json": Check }
 */
export function planResponseChecks(api: BundledApi): CheckTable {
  return byOperation(api, ({ responses }) =>
    Object.fromEntries(
      Object.entries(responses).map(([status, { content }]) => [
        status,
        contentChecks(content, sentJson, sentJson),
      ]),
    ),
  );
}

/**
 * Plans the validators of callbacks' bodies, by callback and media type.
 *
 * @example
 * planCallbackChecks(api).createTask.taskCompleted; // { "application/json": Check }
 */
export function planCallbackChecks(api: BundledApi): CheckTable {
  const checks = byOperation(api, ({ callbacks }) =>
    Object.fromEntries(
      callbacks.map(({ name, requestBody }) => [
        name,
        contentChecks(requestBody?.content, sentJson, sentText),
      ]),
    ),
  );
  return Object.fromEntries(
    Object.entries(checks).filter(([, callbacks]) => Object.keys(callbacks).length > 0),
  );
}

function byOperation(api: BundledApi, plan: (operation: Operation) => CheckTable): CheckTable {
  return Object.fromEntries(listOperations(api.contract).map((operation) => [operation.id, plan(operation)]));
}

function contentChecks(content: Content | undefined, typed: Mode, text: Mode): CheckTable {
  return Object.fromEntries(
    Object.entries(content ?? {}).map(([mediaType, { schema = true }]) => [
      mediaType,
      new Check(schema, isForm(mediaType) ? text : typed),
    ]),
  );
}

/** The request bodies that can be checked. XML, say, which users may describe, is not parsed. */
function sentContent({ isForeign = false }: BundledApi, content: Content = {}): Content {
  if (!isForeign) return content;
  return Object.fromEntries(
    Object.entries(content).map(([mediaType, media]) => [mediaType, isRead(mediaType) ? media : {}]),
  );
}

function isRead(mediaType: string): boolean {
  return isForm(mediaType) || /^text\/(?!xml$)|[/+]json$/.test(mediaType);
}

function isForm(mediaType: string): boolean {
  return mediaType === "application/x-www-form-urlencoded" || mediaType === "multipart/form-data";
}

function parameterChecks(parameters: readonly ParameterObject[]): CheckTable {
  const checks = ["path", "query", "header"].flatMap((place): [string, Check][] => {
    const members = parameters.filter((parameter) => parameter.in === place);
    return members.length > 0 ? [[place, new Check(toObjectSchema(members), requestText)]] : [];
  });
  return Object.fromEntries(checks);
}

/** All parameters of one location as the schema of one object. */
function toObjectSchema(parameters: readonly ParameterObject[]): Schema {
  const emptyTextIsAbsent = parameters.filter(({ allowEmptyValue }) => allowEmptyValue).map(keyOf);
  return {
    type: "object",
    properties: Object.fromEntries(
      parameters.map((parameter) => [keyOf(parameter), parameter.schema ?? true]),
    ),
    required: parameters.filter(({ required }) => required).map(keyOf),
    ...(emptyTextIsAbsent.length > 0 && { emptyTextIsAbsent }),
  };
}

/** Header names are case-insensitive, and servers pass them on in lower case. */
function keyOf({ in: place, name }: ParameterObject): string {
  return place === "header" ? name.toLowerCase() : name;
}
