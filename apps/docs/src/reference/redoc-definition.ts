import type { OperationObject, Schema, SchemaObject } from "@task-contracts/openapi-model";
import type { LintedDocument } from "../contract/linted-document.ts";
import type { Api } from "../contract/load-api.ts";
import { callOf } from "../samples/call.ts";
import { samplesOf } from "../samples/samples-of.ts";

type Copy = LintedDocument & { info: { description: string }; servers: { description: string }[] };

type SampledOperation = OperationObject & { "x-codeSamples"?: unknown };

/**
 * Copies a contract for Redoc, with samples on each operation. The contract itself stays as it is: samples are a matter
 * of the page.
 */
export function redocDefinition(api: Api): LintedDocument {
  const copy = structuredClone(api.contract) as Copy;
  for (const operation of api.operations) {
    const target: SampledOperation | undefined = copy.paths[operation.path]?.[operation.method];
    if (target !== undefined) target["x-codeSamples"] = samplesOf(callOf(api, operation));
  }
  copy.info.description = linkToSections(copy.info.description);
  // Redoc shows these as plain text, marks included.
  for (const server of copy.servers) server.description = server.description.replaceAll("`", "");
  for (const schema of Object.values(copy.components.schemas ?? {})) nameCases(schema);
  return copy;
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
