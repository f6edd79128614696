import { html, Markup } from "../html.ts";
import type { Api } from "../contract/load-api.ts";
import type { RenderedRedoc } from "../reference/render-redoc.ts";
import type { Page } from "./page.ts";

/** The page of a reference. What Redoc rendered is in it, so that there is something to read before a script has run. */
export function referencePage(api: Api, rendered: RenderedRedoc, laterStyles: readonly string[]): Page {
  const { title, version, summary } = api.contract.info;
  return {
    path: `${api.id}/`,
    title: `${title} reference`,
    description: `${summary} Reference of all ${api.operations.length} operations, version ${version}, with samples in five languages.`,
    markdown: `${api.id}/reference.md`,
    laterStyles,
    head: html`<link rel="stylesheet" href="../assets/redoc.css" />
      <link rel="modulepreload" href="../assets/redoc.js" />
      ${new Markup(rendered.styles)}
      <script type="module" src="reference.js"></script>`,
    body: html`<div class="reference" id="content">${new Markup(rendered.html)}</div>`,
  };
}

/** The script with which Redoc takes over the rendered page. */
export const referenceScript = (definition: object, options: object): string =>
  `import { hydrate } from "../assets/redoc.js";
hydrate(${JSON.stringify(definition)}, ${JSON.stringify({ ...options, skipBundle: true })}, document.getElementById("redoc"));
`;
