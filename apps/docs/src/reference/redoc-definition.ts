import type { OperationObject, PathItem, Schema, SchemaObject } from "@task-contracts/openapi-model";
import type { LintedDocument } from "../contract/linted-document.ts";
import type { Api } from "../contract/load-api.ts";
import { slugOf } from "../operations/address.ts";
import { callOf } from "../samples/call.ts";
import { mockServerOf } from "../samples/mock-server-of.ts";
import { type Sample, samplesOf } from "../samples/samples-of.ts";

type Copy = LintedDocument & { info: { description: string }; servers: { description: string }[] };

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

type SampledOperation = Writable<OperationObject> & { "x-codeSamples"?: unknown };

/**
 * Copies a contract for Redoc, with samples for the mock on each operation, and links to the pages of operations and
 * callbacks. The contract itself stays as it is: these are a matter of the page.
 */
export function redocDefinition(api: Api): LintedDocument {
  const copy = structuredClone(api.contract) as Copy;
  for (const operation of api.operations) {
    const target: SampledOperation | undefined = copy.paths[operation.path]?.[operation.method];
    if (target === undefined) continue;
    target["x-codeSamples"] = samplesOf(callOf(api, operation, { server: mockServerOf(api) }));
    target.description = `${operation.description.trim()}\n\n${pageLink(operation, "Try it, on the page of this operation")}`;
  }
  linkCallbacks(api, copy);
  copy.info.description = linkToSections(copy.info.description);
  // Redoc shows these as plain text, marks included.
  for (const server of copy.servers) server.description = server.description.replaceAll("`", "");
  for (const schema of Object.values(copy.components.schemas ?? {})) {
    nameCases(schema);
    omitAny(schema);
  }
  return copy;
}

/** The samples of each operation for the service, which a page shows to those who chose it. Empty: there is no service. */
export function serviceSamples(api: Api): Record<string, Sample[]> {
  const mock = mockServerOf(api);
  const server = api.contract.servers.find(({ url }) => url !== mock)?.url;
  if (server === undefined) return {};
  return Object.fromEntries(
    api.operations.map((operation) => [operation.id, samplesOf(callOf(api, operation, { server }))]),
  );
}

/** The pages are in folders beside that of the reference. */
const pageLink = ({ id }: { readonly id: string }, text: string): string => `[${text}](${slugOf(id)}/)`;

function linkCallbacks({ callbacks }: Api, copy: Copy): void {
  const ids = new Set(callbacks.map(({ callback }) => callback.id));
  for (const callback of Object.values(copy.components.callbacks ?? {})) {
    for (const item of Object.values(callback as Readonly<Record<string, PathItem>>)) {
      for (const operation of Object.values(item) as Writable<OperationObject>[]) {
        const { description = "", operationId } = operation;
        if (operationId === undefined || !ids.has(operationId)) continue;
        operation.description = `${description.trim()}\n\n${pageLink({ id: operationId }, "The page of this callback")}`;
      }
    }
  }
}

/** Descriptions link to their own headings as Markdown does, `#callbacks`. In Redoc each heading has a route. */
const linkToSections = (description: string): string => description.replaceAll("](#", "](#/section/");

type Case = Pick<SchemaObject, "required"> & { title?: string };

/** Redoc shows `if` and `else` as two tabs, "case 1" and "case 2". These are named after what each of them requires. */
function nameCases(schema: Schema): void {
  const { if: met, else: unmet } = Object(schema) as { if?: Case; else?: Case };
  for (const part of [met, unmet]) {
    if (part?.required !== undefined) part.title = `with ${part.required.join(" and ")}`;
  }
}

/** Redoc shows the entries of a map without a type as a property of the type "any", which says nothing. */
function omitAny(schema: unknown): void {
  if (typeof schema !== "object" || schema === null) return;
  const map = schema as { additionalProperties?: unknown };
  if (map.additionalProperties === true) delete map.additionalProperties;
  for (const inner of Object.values(schema)) omitAny(inner);
}
