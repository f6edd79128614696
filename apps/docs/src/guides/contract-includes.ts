import { examplesOf, preferredContent } from "@task-contracts/openapi-model";
import type { Api } from "../contract/load-api.ts";
import { json } from "../samples/dialects.ts";
import { literal } from "../samples/literal.ts";
import { samplesOf } from "../samples/samples-of.ts";
import { callOf } from "../samples/call.ts";
import { callbackTable } from "./callback-table.ts";
import { type ApiChange, changeTable } from "./change-table.ts";
import { errorTable } from "./error-table.ts";
import type { Includes } from "./includes.ts";
import type { LifeCycleSpecification } from "./life-cycle-specification.ts";
import { sectionOf } from "./section.ts";

/** What guides take over from the contracts, so that they cannot say anything else. */
export function contractIncludes(
  apis: readonly Api[],
  changes: readonly ApiChange[],
  { markdown }: Pick<LifeCycleSpecification, "markdown">,
): Includes {
  const find = (id = ""): Api => {
    const api = apis.find((candidate) => candidate.id === id);
    if (api === undefined) throw new Error(`There is no API ${id}.`);
    return api;
  };
  return {
    /** A section of a description: the id of the API, then the heading. */
    section: (id, ...title) =>
      linkToReference(sectionOf(find(id).contract.info.description, title.join(" ")), id),
    /** A table of all error responses of an API. */
    errors: (id) => errorTable(find(id)),
    /** A table of all callbacks of an API. */
    callbacks: (id) => callbackTable(find(id)),
    /** The first example of what a callback brings: the id of the API, then the callback. */
    payload: (id, callbackId) => payload(find(id), callbackId),
    /** A table of the differences between the beta and v1: of those that break an app, or of those that do not. */
    changes: (kind) => changeTable(changes, kind === "breaking"),
    /** The specification of `x-task-lifecycle`. */
    lifecycle: () => markdown,
    /** A sample: the id of the API, the operation, and the language. */
    sample: (id, operationId, language) => sample(find(id), operationId, language),
  };
}

/** The links of a description lead to its own headings, which are in the reference. */
const linkToReference = (markdown: string, id = ""): string =>
  markdown.replaceAll("](#", `](../${id}/#/section/`);

function payload(api: Api, callbackId = ""): string {
  const callback = api.operations.flatMap(({ callbacks }) => callbacks).find(({ id }) => id === callbackId);
  const [example] = examplesOf(api.contract, preferredContent(callback?.requestBody?.content)?.media);
  if (example === undefined) throw new Error(`There is no payload of ${callbackId}.`);
  return `\`\`\`json\n${literal(example.value, json)}\n\`\`\``;
}

function sample(api: Api, operationId = "", language = ""): string {
  const operation = api.operations.find(({ id }) => id === operationId);
  const found = operation && samplesOf(callOf(api, operation)).find(({ lang }) => lang === language);
  if (found === undefined) throw new Error(`There is no sample of ${operationId} in ${language}.`);
  return `\`\`\`${found.lang}\n${found.source}\n\`\`\``;
}
