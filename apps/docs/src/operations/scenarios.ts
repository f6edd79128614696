import {
  type Callback,
  type Content,
  examplesOf,
  type Operation,
  preferredContent,
  successOf,
} from "@task-contracts/openapi-model";
import { html, type Markup } from "../html.ts";
import type { Api } from "../contract/load-api.ts";
import { codeBlock } from "../pages/code-block.ts";
import { bodyText, isForm } from "../samples/body-text.ts";
import { slugOf } from "./address.ts";
import { tabs } from "./tabs.ts";

/** One story that the examples of an operation tell: what is sent, what is returned, and what the callback brings later. */
interface Scenario {
  readonly name: string;
  title: string;
  readonly parts: { readonly title: Markup; readonly text: string; readonly mediaType: string }[];
}

/** The examples of an operation side by side: the request, its response, and the callback that follows, by scenario. */
export function scenarioView(api: Api, operation: Operation): Markup {
  const { status, response } = successOf(operation);
  const scenarios = new Map<string, Scenario>();
  addExamples(scenarios, api, operation.requestBody?.content, () => html`Request body`);
  addExamples(scenarios, api, response.content, () => html`Response <code>${status}</code>`);
  for (const callback of operation.callbacks) addCallback(scenarios, api, callback);
  return viewOf([...scenarios.values()]);
}

/** The examples of what a callback brings. */
export function payloadView(api: Api, callback: Callback): Markup {
  const scenarios = new Map<string, Scenario>();
  addExamples(scenarios, api, callback.requestBody?.content, () => html`Payload`);
  return viewOf([...scenarios.values()]);
}

function addCallback(scenarios: Map<string, Scenario>, api: Api, callback: Callback): void {
  const title = html`Later, the callback <a href="../${slugOf(callback.id)}/">${callback.summary}</a>`;
  addExamples(scenarios, api, callback.requestBody?.content, () => title);
}

/** Adds the examples of a body to the scenarios of the same names. Others are scenarios of their own. */
function addExamples(
  scenarios: Map<string, Scenario>,
  { contract }: Api,
  content: Content | undefined,
  title: () => Markup,
): void {
  const { mediaType = "", media } = preferredContent(content) ?? {};
  for (const { name, summary, value } of examplesOf(contract, media)) {
    const scenario = scenarios.get(name) ?? { name, title: summary || name, parts: [] };
    scenario.parts.push({ title: title(), text: bodyText(mediaType, value), mediaType });
    scenarios.set(name, scenario);
  }
}

function viewOf(scenarios: readonly Scenario[]): Markup {
  if (scenarios.length === 0) return html``;
  const items = scenarios.map(({ name, title, parts }) => ({
    key: name,
    label: title,
    body: html`${parts.map(
      (part) =>
        html`<p class="exchange">
            ${part.title}${isForm(part.mediaType) && html`, <code>${part.mediaType}</code>, here with a line for each field`}
          </p>
          ${codeBlock(part.text, part.mediaType.endsWith("json") ? "json" : "text")}`,
    )}`,
  }));
  return html`<section class="examples" aria-labelledby="examples">
    <h2 id="examples">${scenarios.length === 1 ? "Example" : "Examples"}</h2>
    ${tabs(items, { id: "example", label: "Example" })}
  </section>`;
}
