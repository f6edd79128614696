import {
  examplesOf,
  type Operation,
  type ParameterObject,
  preferredContent,
  resolve,
  type SchemaObject,
} from "@task-contracts/openapi-model";
import { html, type Markup } from "../html.ts";
import type { Api } from "../contract/load-api.ts";
import { renderProse } from "./prose.ts";
import { rootView } from "./schema-view.ts";
import { limitsOf, typeOf } from "./schema-words.ts";

/** The parameters of an operation, by the place in which they are sent. */
export function parameterView(api: Api, { parameters }: Operation): Markup {
  const places = [...new Set(parameters.map((parameter) => parameter.in))];
  return html`${places.map(
    (place) =>
      html`<section aria-labelledby="${place}-parameters">
        <h2 id="${place}-parameters">${headings[place] ?? place}</h2>
        <ul class="properties">
          ${parameters.filter((parameter) => parameter.in === place).map((parameter) => parameterItem(api, parameter))}
        </ul>
      </section>`,
  )}`;
}

const headings: Readonly<Record<string, string>> = {
  path: "Path parameters",
  query: "Query parameters",
  header: "Headers",
  cookie: "Cookies",
};

function parameterItem({ contract }: Api, parameter: ParameterObject): Markup {
  const { name, description = "", required, deprecated, example, schema = true } = parameter;
  const found: SchemaObject = typeof schema === "boolean" ? {} : resolve<SchemaObject>(contract, schema);
  const limits = limitsOf({ ...found, ...(example !== undefined && { example }) });
  const examples = examplesOf(contract, parameter).map(({ value }) => value);
  const id = `parameter-${name}`;
  return html`<li id="${id}">
    <p class="property">
      <a class="name" href="#${id}"><code>${name}</code></a>
      <span class="type">${typeOf(contract, found)}</span>
      ${required === true && html`<span class="required">required</span>`}
      ${deprecated === true && html`<span class="deprecated">deprecated</span>`}
    </p>
    <div class="meaning">${renderProse(description || (found.description ?? ""))}</div>
    ${found.enum !== undefined && html`<p class="values">One of ${found.enum.map((value, index) => html`${index > 0 && ", "}<code>${JSON.stringify(value)}</code>`)}</p>`}
    ${examples.length > 0 && html`<p class="values">Examples: ${examples.map((value, index) => html`${index > 0 && ", "}<code>${JSON.stringify(value)}</code>`)}</p>`}
    ${limits !== "" && html`<p class="limits">${renderProse(limits, true)}</p>`}
  </li> `;
}

/** The body of a request, or what a callback brings. */
export function bodyView(api: Api, { requestBody }: Operation, title: string): Markup {
  const media = preferredContent(requestBody?.content);
  if (requestBody === undefined || media === undefined) return html``;
  const types = Object.keys(requestBody.content ?? {});
  return html`<section aria-labelledby="request">
    <h2 id="request">${title}</h2>
    <p class="media">
      ${types.map((type, index) => html`${index > 0 && " or "}<code>${type}</code>`)}:
      <span class="type">${typeOf(api.contract, media.media.schema ?? true)}</span
      >${requestBody.required !== true && ", optional"}
    </p>
    ${rootView({ api, id: "request" }, media.media.schema)}
  </section>`;
}
