import { siteName, type Site } from "../pages/site.ts";
import { siteDescription } from "../pages/landing.ts";

/** The list of what language models can read here, in the form of https://llmstxt.org. */
export function llmsText({ apis, guides, changelog }: Site): string {
  return `# ${siteName}

> ${siteDescription}

Every reference and every guide is here as Markdown too. All links are relative to this file.

## References

${apis.map((api) => `- [${api.contract.info.title}](${api.id}/reference.md): ${api.contract.info.summary} ${api.chooseIt}`).join("\n")}

## OpenAPI descriptions

${apis.map((api) => `- [${api.contract.info.title}](${api.id}/openapi.json): version ${api.contract.info.version}, also as [YAML](${api.id}/openapi.yaml)`).join("\n")}

## Guides

${guides.map((guide) => `- [${guide.title}](guides/${guide.slug}.md): ${guide.description}`).join("\n")}

## Releases

- [${changelog.title}](changelog/changelog.md): ${changelog.description}
`;
}
