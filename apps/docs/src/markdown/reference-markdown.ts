import type { Api } from "../contract/load-api.ts";
import { operationText } from "./operation-text.ts";
import { schemaText } from "./schema-text.ts";
import { table } from "./table.ts";

/** A whole reference as Markdown, for scripts and language models, and for people who print. */
export function referenceMarkdown(api: Api): string {
  const { info, servers, tags, components } = api.contract;
  const overview = api.operations.map(({ id, method, path, summary }) => [
    `\`${id}\``,
    `\`${method.toUpperCase()} ${path}\``,
    summary,
  ]);
  const schemas = Object.entries(components.schemas ?? {}).map(
    ([name, schema]) => `### ${name}\n\n${schemaText(schema)}`,
  );
  return [
    `# ${info.title}`,
    info.summary,
    `Version ${info.version}, last changed on ${api.changed}. The same as OpenAPI: [YAML](openapi.yaml), [JSON](openapi.json).`,
    servers.map(({ url, description }) => `- \`${url}\`: ${description}`).join("\n"),
    // Its headings become sections of this document, and lose none of their addresses.
    info.description.trim().replaceAll(/^#+ /gm, (marks) => `#${marks}`),
    "## Operations",
    table(["Operation", "Method and path", "What it does"], overview),
    ...tags.flatMap(({ name, description }) =>
      [`## ${name}`, description.trim()].concat(
        api.operations
          .filter(({ tags: [tag] }) => tag === name)
          .map((operation) => operationText(api, operation)),
      ),
    ),
    "## Schemas",
    ...schemas,
    "",
  ].join("\n\n");
}
