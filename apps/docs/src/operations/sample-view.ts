import type { Operation } from "@task-contracts/openapi-model";
import { html, type Markup } from "../html.ts";
import type { Api } from "../contract/load-api.ts";
import { codeBlock } from "../pages/code-block.ts";
import { callOf } from "../samples/call.ts";
import { mockServerOf } from "../samples/mock-server-of.ts";
import { type Sample, samplesOf } from "../samples/samples-of.ts";
import { tabs } from "./tabs.ts";

/**
 * The samples of an operation, by language: for the mock, and for the service. The switch between them works without a
 * script; a script remembers it.
 */
export function sampleView(api: Api, operation: Operation): Markup {
  const mock = mockServerOf(api);
  const service = api.contract.servers.find(({ url }) => url !== mock)?.url;
  return html`<section class="samples" aria-labelledby="samples">
    <h2 id="samples">Samples</h2>
    ${service !== undefined && serverSwitch()} ${languages(api, operation, mock, "mock")}
    ${service !== undefined && languages(api, operation, service, "service")}
  </section>`;
}

const serverSwitch = (): Markup =>
  html`<fieldset class="server-switch">
    <legend class="hidden">Samples for</legend>
    <label><input type="radio" name="server" value="mock" checked />Mock</label>
    <label><input type="radio" name="server" value="service" />Service</label>
  </fieldset>`;

function languages(api: Api, operation: Operation, server: string, kind: "mock" | "service"): Markup {
  const items = samplesOf(callOf(api, operation, { server })).map(({ lang, label, source }) => ({
    key: lang,
    label,
    body: html`${codeBlock(source, lang)}
      <p class="needs">${needsOf(api, lang)}</p>`,
  }));
  return html`<div class="for-${kind}">
    ${tabs(items, { id: `sample-${kind}`, label: "Language", group: "language" })}
    <p class="needs">${keyHint(api, kind)}</p>
  </div>`;
}

function keyHint({ keyVariable }: Api, kind: "mock" | "service"): Markup | undefined {
  if (keyVariable === undefined) return undefined;
  return kind === "mock"
    ? html`<a href="../../guides/mock-server/">The mock</a> accepts any key:
        <code>export ${keyVariable}=test_key</code>`
    : html`<code>${keyVariable}</code> is your <a href="../../guides/authentication/">API key</a>.`;
}

/** What must be there to run a sample. */
function needsOf(api: Api, lang: Sample["lang"]): Markup {
  if (lang === "typescript" && api.client !== undefined)
    return html`Needs <a href="../../#install">the client</a>, Node 20 or later.`;
  return needs[lang];
}

const needs: Readonly<Record<Sample["lang"], Markup>> = {
  bash: html`Needs curl and a POSIX shell.`,
  typescript: html`Needs no package: Node 20 or later, Deno, Bun.`,
  javascript: html`Needs no package: Node 20 or later, Deno, Bun.`,
  python: html`Needs Python 3.9 or later: <code>pip install "requests&gt;=2.31"</code>`,
  ruby: html`Needs no gem: Ruby 3.0 or later.`,
};
