import { siteName, type Site } from "../pages/site.ts";
import { siteDescription } from "../pages/landing.ts";
import { markdownPath } from "../operations/address.ts";
import { rootLinks } from "./links.ts";
import { referenceMarkdown } from "./reference-markdown.ts";

/** The list of what language models can read here, in the form of https://llmstxt.org. */
export function llmsText({ apis, guides, changelog, url = "" }: Site): string {
  const links = (items: readonly { title: string; path: string; text: string }[]): string =>
    items.map(({ path, text, title }) => `- [${title}](${url}${path}): ${text}`).join("\n");
  return `# ${siteName}

> ${siteDescription}

Every page is here as Markdown too, and [llms-full.txt](${url}llms-full.txt) has all guides and references in one file.${url === "" ? " All links are relative to this file." : ""}

## Guides

${links(guides.map(({ description, slug, title }) => ({ title, path: `guides/${slug}.md`, text: description })))}

## References

${links(apis.map((api) => ({ title: api.contract.info.title, path: `${api.id}/reference.md`, text: `${api.contract.info.summary} ${api.chooseIt}` })))}

## OpenAPI descriptions

${links(apis.map(({ contract: { info }, id }) => ({ title: info.title, path: `${id}/openapi.json`, text: `version ${info.version}, also as YAML: ${url}${id}/openapi.yaml` })))}

## Operations and callbacks

${links(
  apis.flatMap((api) =>
    [...api.operations, ...api.callbacks.map(({ callback }) => callback)].map((operation) => ({
      title: `${operation.summary} (${api.shortName})`,
      path: markdownPath(api, operation),
      text: operation.path.startsWith("{")
        ? "a callback"
        : `\`${operation.method.toUpperCase()} ${operation.path}\``,
    })),
  ),
)}

## Releases

${links([{ title: changelog.title, path: "changelog/changelog.md", text: changelog.description }])}
`;
}

/** All guides and references in one file. Their links lead to where they lead from the files of their own. */
export const llmsFullText = ({ apis, guides, url = "" }: Site): string =>
  [
    `# ${siteName}`,
    siteDescription,
    ...guides.map(
      ({ markdown, slug, title }) =>
        `<!-- guides/${slug}.md -->\n\n# ${title}\n\n${rootLinks(markdown, `guides/${slug}.md`, url)}`,
    ),
    ...apis.map(
      (api) =>
        `<!-- ${api.id}/reference.md -->\n\n${rootLinks(referenceMarkdown(api), `${api.id}/reference.md`, url)}`,
    ),
  ].join("\n\n");
