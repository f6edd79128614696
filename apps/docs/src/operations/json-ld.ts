import type { Operation } from "@task-contracts/openapi-model";
import { html, Markup } from "../html.ts";
import type { Api } from "../contract/load-api.ts";
import { type Site, siteName } from "../pages/site.ts";
import { pagePath } from "./address.ts";

/** What search engines are told about a page: it documents one operation of an API, and where it belongs. */
export function jsonLd({ url }: Site, api: Api, operation: Operation, description: string): Markup {
  const { title, version } = api.contract.info;
  const address = (path: string): object => (url === undefined ? {} : { "@id": url + path });
  const data = {
    "@context": "https://schema.org",
    "@type": "APIReference",
    ...address(pagePath(api, operation)),
    name: operation.summary,
    headline: `${operation.summary} (${title})`,
    description,
    dateModified: api.changed,
    version,
    inLanguage: "en",
    isPartOf: { "@type": "WebAPI", ...address(`${api.id}/`), name: title },
    publisher: { "@type": "Organization", name: siteName },
    breadcrumb: {
      "@type": "BreadcrumbList",
      itemListElement: [siteName, title, operation.summary].map((name, index) => ({
        "@type": "ListItem",
        position: index + 1,
        name,
      })),
    },
  };
  // A description could end the element.
  const text = JSON.stringify(data).replaceAll("<", String.raw`\u003c`);
  return html`<script type="application/ld+json">
    ${new Markup(text)}
  </script>`;
}
