import {
  examplesOf,
  type Operation,
  preferredContent,
  type ResponseObject,
  type Schema,
} from "@task-contracts/openapi-model";
import { html, type Markup } from "../html.ts";
import type { Api } from "../contract/load-api.ts";
import { renderProse } from "./prose.ts";
import { rootView } from "./schema-view.ts";
import { typeOf } from "./schema-words.ts";

/** The responses that are no errors, each with the schema of its body. */
export function successView(api: Api, { responses }: Operation): Markup {
  const successes = Object.entries(responses).filter(([status]) => status.startsWith("2"));
  return html`${successes.map(
    ([status, response]) =>
      html`<section aria-labelledby="response-${status}-heading">
        <h2 id="response-${status}-heading">Response <code>${status}</code></h2>
        ${renderProse(response.description ?? "")} ${bodyView(api, `response-${status}`, response)}
      </section>`,
  )}`;
}

function bodyView(api: Api, id: string, { content = {}, description, headers = {} }: ResponseObject): Markup {
  const schemas = new Map<string, string[]>();
  for (const [type, { schema = true }] of Object.entries(content)) {
    const key = JSON.stringify(schema);
    schemas.set(key, [...(schemas.get(key) ?? []), type]);
  }
  // A schema is shown once for all media types that share it.
  return html`${headerList(headers)}
  ${[...schemas].map(([key, types], index) => {
    const schema = JSON.parse(key) as Schema;
    return html`<p class="media">
        Body: ${types.map((type, at) => html`${at > 0 && " or "}<code>${type}</code>`)}:
        <span class="type">${typeOf(api.contract, schema)}</span>
      </p>
      ${rootView({ api, id: index === 0 ? id : `${id}-${index + 1}` }, schema, description)}`;
  })}`;
}

function headerList(headers: Readonly<Record<string, unknown>>): Markup {
  const names = Object.keys(headers);
  if (names.length === 0) return html``;
  return html`<p class="media">
    Headers: ${names.map((name, index) => html`${index > 0 && ", "}<code>${name}</code>`)}
  </p>`;
}

/** The errors of an operation: when each occurs, and what its body says. */
export function errorView(api: Api, { responses }: Operation): Markup {
  const errors = Object.entries(responses).filter(([status]) => !status.startsWith("2"));
  if (errors.length === 0) return html``;
  return html`<section aria-labelledby="errors">
    <h2 id="errors">Errors</h2>
    <dl class="errors">
      ${errors.map(
        ([status, response]) =>
          html`<dt id="error-${status}"><code>${status}</code></dt>
            <dd>${renderProse(response.description ?? "")} ${messages(api, response)}</dd>`,
      )}
    </dl>
    <p class="note">
      What to do about each, and which are worth a retry: <a href="../../guides/errors/">Errors</a>.
    </p>
  </section>`;
}

function messages({ contract }: Api, { content }: ResponseObject): Markup {
  const examples = examplesOf(contract, preferredContent(content)?.media);
  return html`${examples.map(
    ({ summary, value }) =>
      html`<details class="nested">
        <summary>${summary}</summary>
        <pre
          class="small"
          tabindex="0"
        ><code>${typeof value === "string" ? value : JSON.stringify(value, null, 2)}</code></pre>
      </details> `,
  )}`;
}
