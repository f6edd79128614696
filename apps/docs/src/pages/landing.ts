import { html, type Markup } from "../html.ts";
import type { Api } from "../contract/load-api.ts";
import { callOf } from "../samples/call.ts";
import { clientSample } from "../samples/client-typescript.ts";
import { curlSample } from "../samples/curl.ts";
import { tryItPanel } from "../operations/try-it-panel.ts";
import { offerOf } from "../try-it/offer-of.ts";
import { apiTable } from "./api-table.ts";
import { codeBlock } from "./code-block.ts";
import { footer } from "./footer.ts";
import { guideList } from "./guide-list.ts";
import type { Page } from "./page.ts";
import { installClient } from "./repository.ts";
import type { Site } from "./site.ts";

export const siteDescription =
  "A stateful mock of task APIs, for any OpenAPI contract; typed clients and a reference for those of Scale and Dataflow Kit.";

/** The start page: what the APIs are, which one to use, and how to begin. */
export function landingPage(site: Site): Page {
  return {
    path: "",
    title: "task APIs without the wait",
    description: siteDescription,
    body: html`<main class="landing" id="content">
      <div class="hero">
        <section>
          <h1>Build on task APIs without waiting for them</h1>
          <p class="lead">
            You create a task, people or machines work on it for minutes or days, and a callback delivers the
            result. Get a mock that lives through all of it in milliseconds, for the three APIs described here
            and for any OpenAPI contract of your own, and for the three a typed client and a reference.
          </p>
          <p class="actions">
            <a class="button primary" href="#quick-start">Quick start</a
            ><a class="button" href="guides/your-own-api/">Mock your own API</a
            ><a class="button" href="scale-v1/">Scale v1 reference</a>
          </p>
        </section>
        <div class="prose hero-demo">${hero(site)}</div>
      </div>
      <h2 id="references">References</h2>
      <div class="cards">${site.apis.map(card)}</div>
      <h2 id="compare">Side by side</h2>
      ${apiTable(site.apis)} ${quickStart(site)}
      <h2 id="guides">Guides</h2>
      ${guideList(site.guides, "guides/")} ${footer("")}
    </main>`,
  };
}

/** A task that the reader can create in the page. */
function hero({ apis }: Site): Markup {
  const [api] = apis;
  const operation = api?.operations[0];
  if (api === undefined || operation === undefined) throw new Error("No API has an operation.");
  const offer = offerOf(api, operation);
  const [body] = offer.bodies;
  const preview = `${offer.method} ${new URL(offer.server).pathname}${offer.path}\n${body?.text ?? ""}`;
  return tryItPanel(offer, codeBlock(preview, "http"));
}

function card(api: Api): Markup {
  const { title, version, summary } = api.contract.info;
  return html`<article class="card">
    <h3><a href="${api.id}/">${title}</a></h3>
    <p>${summary}</p>
    <p class="choose">${api.chooseIt}</p>
    <p class="facts">
      <a href="changelog/">Version ${version}</a>, changed on
      <time datetime="${api.changed}">${api.changed}</time>, ${api.operations.length} operations
    </p>
    <ul class="links">
      <li><a href="${api.id}/">Reference</a></li>
      <li>
        <a href="${api.id}/openapi.yaml" download="${api.id}.yaml"
          >YAML<span class="hidden"> description of ${title}</span></a
        >
      </li>
      <li>
        <a href="${api.id}/openapi.json" download="${api.id}.json"
          >JSON<span class="hidden"> description of ${title}</span></a
        >
      </li>
      <li>
        <a href="${api.id}/reference.md">Markdown<span class="hidden"> reference of ${title}</span></a>
      </li>
    </ul>
  </article> `;
}

/** The first request, in a shell and with the client: both are samples of the contract, sent to the mock server. */
function quickStart({ apis }: Site): Markup {
  const [api] = apis;
  const operation = api?.operations[0];
  const server = api?.contract.servers.find(({ url }) => url.includes("127.0.0.1"))?.url;
  if (api === undefined || operation === undefined || server === undefined)
    throw new Error("No API has a mock.");
  const call = callOf(api, operation, { server });
  return html`<h2 id="quick-start">Quick start</h2>
    <div class="columns">
      <section>
        <h3>The mock server</h3>
        <p>Node 20 and npm are all it needs. In a clone of the repository:</p>
        ${codeBlock("npx -y pnpm@12.21.0 mock", "bash")}
        <p>
          Any key that does not begin with <code>live_</code> is a test key, and its tasks are completed at
          once. Create one:
        </p>
        ${codeBlock(`export ${api.keyVariable}=test_key\n${curlSample(call)}`, "bash")}
      </section>
      <section>
        <h3>The client</h3>
        <p>One method for each operation, with types that know every kind of task:</p>
        ${codeBlock(clientSample(call), "typescript")}
        <h3 id="install">Install the client</h3>
        <p>The packages are not on npm yet. Build and pack the client:</p>
        ${codeBlock(installClient, "bash")}
        <p>
          Leave <code>baseUrl</code> out to talk to the service. A task of yours is ready when its callback
          arrives: see <a href="guides/callbacks/">receiving callbacks</a>.
        </p>
      </section>
    </div>`;
}
