import type { Callback, Operation } from "@task-contracts/openapi-model";
import type { Api, SharedCallback } from "../contract/load-api.ts";
import { html, type Markup } from "../html.ts";
import { callbackRoute, operationRoute } from "../markdown/links.ts";
import { markdownPath, pagePath, slugOf } from "../operations/address.ts";
import { callbackFacts } from "../operations/callback-facts.ts";
import { jsonLd } from "../operations/json-ld.ts";
import { lifeCycleDiagram, type Marked } from "../operations/life-cycle-diagram.ts";
import { neighborLinks } from "../operations/neighbors.ts";
import { renderProse } from "../operations/prose.ts";
import { bodyView, parameterView } from "../operations/request-view.ts";
import { errorView, successView } from "../operations/response-view.ts";
import { sampleView } from "../operations/sample-view.ts";
import { payloadView, scenarioView } from "../operations/scenarios.ts";
import { sidebar } from "../operations/sidebar.ts";
import { callbackFile, operationFile } from "../operations/source-file.ts";
import { summaryOf } from "../operations/summary-of.ts";
import { tryItPanel } from "../operations/try-it-panel.ts";
import { offerOf } from "../try-it/offer-of.ts";
import { footer } from "./footer.ts";
import type { Page } from "./page.ts";
import { editUrl } from "./repository.ts";
import type { Site } from "./site.ts";

/** The page of an operation: all that its contract says, samples and examples beside it, and the mock to try it. */
export function operationPage(site: Site, api: Api, operation: Operation): Page {
  return {
    ...pageOf(site, api, operation),
    body: frame(api, operation, {
      intro: intro(operation, html`<code class="path">${pathOf(api, operation)}</code>`),
      facts: html`${diagram(api, { operation: operation.id })} ${parameterView(api, operation)}
      ${bodyView(api, operation, "Request body")} ${successView(api, operation)}
      ${callbackSection(api, operation)} ${errorView(api, operation)}`,
      code: html`${tryItPanel(offerOf(api, operation, creatorOf(site, api)))} ${sampleView(api, operation)}
      ${scenarioView(api, operation)}`,
      file: operationFile(api, operation),
      route: operationRoute(operation),
    }),
  };
}

/** The page of a callback: when it is sent, what it brings, and how to respond. */
export function callbackPage(site: Site, api: Api, { callback, causes }: SharedCallback): Page {
  const [cause] = causes;
  if (cause === undefined) throw new Error(`No operation leads to ${callback.id}.`);
  return {
    ...pageOf(site, api, callback),
    body: frame(api, callback, {
      intro: intro(callback, html`<span class="path">sent to your <code>callback_url</code></span>`),
      facts: html`${callbackFacts(api, callback, causes)} ${diagram(api, { callback: callback.name })}
      ${parameterView(api, callback)} ${bodyView(api, callback, "Payload")} ${receiverResponses(callback)}`,
      code: html`${payloadView(api, callback)} ${receiverHint()}`,
      file: callbackFile(api, cause, callback),
      route: callbackRoute(cause, callback),
    }),
  };
}

/** The API whose tasks an operation acts on: those of another one, if the API has none. */
const creatorOf = ({ apis }: Site, api: Api): Api =>
  api.resource === undefined ? (apis.find(({ resource }) => resource !== undefined) ?? api) : api;

function pageOf(site: Site, api: Api, operation: Operation): Omit<Page, "body"> {
  const title = `${operation.summary} · ${api.contract.info.title}`;
  const description = summaryOf(api, operation);
  return {
    path: pagePath(api, operation),
    title,
    description,
    markdown: markdownPath(api, operation),
    head: jsonLd(site, api, operation, description),
  };
}

/** The parts of a page about an operation or a callback. */
interface Parts {
  readonly intro: Markup;
  readonly facts: Markup;
  readonly code: Markup;

  /** The file of the repository that describes it. */
  readonly file: string;

  /** Where it is in the full reference. */
  readonly route: string;
}

function frame(api: Api, operation: Operation, { intro: head, facts, code, file, route }: Parts): Markup {
  return html`<div class="operation">
    ${sidebar(api, operation)}
    <main class="prose" id="content">
      <header>${head}</header>
      <aside class="code-column" aria-label="Code">${code}</aside>
      <div class="facts">
        ${facts}
        <p class="source">
          In the <a href="../${route}">full reference</a>, or as
          <a href="../${slugOf(operation.id)}.md">Markdown</a>. <a href="${editUrl(file)}">Edit this page</a>.
        </p>
        ${neighborLinks(api, operation)} ${footer("../../")}
      </div>
    </main>
  </div>`;
}

function intro({ deprecated, description, id, method, summary }: Operation, path: Markup): Markup {
  return html`<h1>${summary}</h1>
    <p class="request-line"><span class="method ${method}">${method.toUpperCase()}</span> ${path}</p>
    <p class="operation-id">
      <code>${id}</code>${deprecated && html` <span class="deprecated">deprecated</span>`}
    </p>
    ${renderProse(description)}`;
}

/** The path with that of the server, as it is in a request. */
const pathOf = ({ contract }: Api, { path }: Operation): string =>
  new URL(contract.servers[0]?.url ?? "http://localhost").pathname.replace(/\/$/, "") + path;

function diagram({ resource }: Api, marked: Marked): Markup {
  if (resource === undefined) return html``;
  return html`<section aria-labelledby="life-cycle">
    <h2 id="life-cycle">Life cycle</h2>
    ${lifeCycleDiagram(resource, marked)}
  </section>`;
}

function callbackSection(api: Api, { callbacks }: Operation): Markup {
  if (callbacks.length === 0) return html``;
  return html`<section aria-labelledby="callbacks">
    <h2 id="callbacks">${callbacks.length === 1 ? "Callback (webhook)" : "Callbacks (webhooks)"}</h2>
    ${callbacks.map((callback) => callbackSummary(api, callback))}
  </section>`;
}

const callbackSummary = (api: Api, callback: Callback): Markup =>
  html`<section class="callback" id="callback-${callback.name}">
    <h3><a href="../${slugOf(callback.id)}/">${callback.summary}</a></h3>
    ${renderProse(callback.description)} ${callbackFacts(api, callback)}
  </section>`;

/** How a receiver may respond. */
function receiverResponses({ responses }: Callback): Markup {
  return html`<section aria-labelledby="response">
    <h2 id="response">Your response</h2>
    <dl class="errors">
      ${Object.entries(responses).map(
        ([status, { description = "" }]) =>
          html`<dt><code>${status}</code></dt>
            <dd>${renderProse(description)}</dd>`,
      )}
    </dl>
  </section>`;
}

const receiverHint = (): Markup =>
  html`<p class="needs">
    How to receive it, with code: <a href="../../guides/callbacks/">Receiving callbacks</a>.
  </p>`;
