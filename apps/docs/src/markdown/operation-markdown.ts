import { mermaidDiagram } from "@task-contracts/mock/mermaid-diagram";
import type { Callback, Operation } from "@task-contracts/openapi-model";
import type { Api } from "../contract/load-api.ts";
import { slugOf } from "../operations/address.ts";
import { callbackText, operationText } from "./operation-text.ts";

/** The page of an operation as Markdown. */
export const operationMarkdown = (api: Api, operation: Operation): string =>
  pageText(
    api,
    operationText(api, operation)
      .replace(/^### /, "# ")
      .replaceAll(/^#### /gm, "## "),
  );

/** The page of a callback as Markdown. */
export const callbackMarkdown = (api: Api, callback: Callback, causes: readonly Operation[]): string =>
  pageText(
    api,
    callbackText(api, callback).replace(/^#### /, "# "),
    `Follows ${causes.map(({ id, summary }) => `[${summary}](${slugOf(id)}.md)`).join(", ")}.`,
  );

/** Schemas and sections are in the Markdown of the whole reference, which is beside this file. */
function pageText({ contract, resource }: Api, text: string, cause?: string): string {
  const { title, version } = contract.info;
  return [
    text.replaceAll("](#", "](reference.md#"),
    ...(cause === undefined ? [] : [cause]),
    ...(resource === undefined
      ? []
      : [`## Life cycle\n\n\`\`\`mermaid\n${mermaidDiagram(resource)}\n\`\`\``]),
    `From [${title} ${version}](reference.md).`,
    "",
  ].join("\n\n");
}
