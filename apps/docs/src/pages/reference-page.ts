import { html, Markup } from "../html.ts";
import type { Api } from "../contract/load-api.ts";
import { slugOf } from "../operations/address.ts";
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
    body: html`<div class="reference" id="content">${withoutScript(api)} ${new Markup(rendered.html)}</div>`,
  };
}

/** Redoc has operations in groups that only a script opens. Their pages need none. */
const withoutScript = ({ callbacks, operations }: Api): Markup =>
  html`<noscript
    ><nav class="without-script" aria-label="Operations and callbacks">
      <ul>
        ${[...operations, ...callbacks.map(({ callback }) => callback)].map(({ id, summary }) => html`<li><a href="${slugOf(id)}/">${summary}</a></li> `)}
      </ul>
    </nav></noscript
  >`;

/**
 * The script with which Redoc takes over the rendered page. Samples are for the mock, unless the reader chose the service.
 *
 * @param samples Those for the service, by operationId.
 */
export const referenceScript = (
  definition: object,
  options: object,
  samples: Readonly<Record<string, unknown>>,
): string =>
  `import { hydrate } from "../assets/redoc.js";
const definition = ${JSON.stringify(definition)};
const samples = ${JSON.stringify(samples)};
let server;
try { server = localStorage.getItem("task-contracts.server"); } catch {}
if (server === "service") {
  for (const item of Object.values(definition.paths)) {
    for (const operation of Object.values(item)) {
      if (samples[operation.operationId]) operation["x-codeSamples"] = samples[operation.operationId];
    }
  }
}
hydrate(definition, ${JSON.stringify({ ...options, skipBundle: true })}, document.getElementById("redoc"));
`;
