import { mermaidDiagram } from "@task-contracts/mock/mermaid-diagram";
import type { Callback, Operation } from "@task-contracts/openapi-model";
import type { ExplainedResource } from "@task-contracts/mock/explain-contract";
import type { Api } from "../contract/load-api.ts";
import { slugOf } from "../operations/address.ts";
import { callbackText, operationText } from "./operation-text.ts";

type Transition = ExplainedResource["transitions"][number];

/** The page of an operation as Markdown. */
export const operationMarkdown = (api: Api, operation: Operation): string =>
  pageText(
    api,
    operationText(api, operation, { hasFields: true })
      .replace(/^### /, "# ")
      .replaceAll(/^#### /gm, "## "),
    ({ by }) => by.includes(operation.id),
  );

/** The page of a callback as Markdown. */
export const callbackMarkdown = (api: Api, callback: Callback, causes: readonly Operation[]): string =>
  pageText(
    api,
    callbackText(api, callback, { hasFields: true }).replace(/^#### /, "# "),
    ({ name }) =>
      api.resource?.callbacks.some((rule) => rule.name === callback.name && rule.on.includes(name)) === true,
    `Follows ${causes.map(({ id, summary }) => `[${summary}](${slugOf(id)}.md)`).join(", ")}.`,
  );

/** Schemas and sections are in the Markdown of the whole reference, which is beside this file. */
function pageText(
  { contract, resource }: Api,
  text: string,
  isMarked: (transition: Transition) => boolean,
  cause?: string,
): string {
  const { title, version } = contract.info;
  const marked = resource?.transitions.filter(isMarked).map(transitionText) ?? [];
  return [
    text.replaceAll("](#", "](reference.md#"),
    ...(cause === undefined ? [] : [cause]),
    ...(resource === undefined
      ? []
      : [`## Life cycle\n\n\`\`\`mermaid\n${mermaidDiagram(resource)}\n\`\`\``]),
    ...(marked.length === 0 ? [] : [`On this page: ${marked.join("; ")}.`]),
    `From [${title} ${version}](reference.md).`,
    "",
  ].join("\n\n");
}

/** Diagrams in Mermaid cannot mark a transition. */
const transitionText = ({ by, from, name, to }: Transition): string =>
  `\`${by[0] ?? name}\`, from ${from.map((state) => `\`${state}\``).join(" or ")} to \`${to}\``;
