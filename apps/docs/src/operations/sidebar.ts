import type { Operation } from "@task-contracts/openapi-model";
import { html, type Markup } from "../html.ts";
import type { Api } from "../contract/load-api.ts";
import { slugOf } from "./address.ts";

/** The list of all pages of an API: its operations by tag, then its callbacks. */
export function sidebar(api: Api, current: Operation): Markup {
  const groups = [
    ...api.contract.tags.map(({ name }) => ({
      name,
      items: api.operations.filter(({ tags: [tag] }) => tag === name),
    })),
    { name: "Callbacks (webhooks)", items: api.callbacks.map(({ callback }) => callback) },
  ].filter(({ items }) => items.length > 0);
  return html`<nav class="sidebar" aria-label="${api.contract.info.title}">
    <p><a href="../">${api.contract.info.title}: full reference</a></p>
    ${groups.map(
      ({ name, items }) =>
        html`<h2>${name}</h2>
          <ul>
            ${items.map(
              (item) =>
                html`<li>
                  <a href="../${slugOf(item.id)}/" ${item.id === current.id && html` aria-current="page"`}
                    >${item.summary}</a
                  >
                </li> `,
            )}
          </ul>`,
    )}
  </nav>`;
}
