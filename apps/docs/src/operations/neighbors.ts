import type { Operation } from "@task-contracts/openapi-model";
import { html, type Markup } from "../html.ts";
import type { Api } from "../contract/load-api.ts";
import { slugOf } from "./address.ts";

/** Links to the pages before and after one, in the order of the sidebar. */
export function neighborLinks(api: Api, { id }: Operation): Markup {
  const all: readonly Operation[] = [
    ...api.contract.tags.flatMap(({ name }) => api.operations.filter(({ tags: [tag] }) => tag === name)),
    ...api.callbacks.map(({ callback }) => callback),
  ];
  const index = all.findIndex((operation) => operation.id === id);
  const [before, after] = [all[index - 1], all[index + 1]];
  return html`<nav class="neighbors" aria-label="Previous and next">
    ${before !== undefined && html`<a rel="prev" href="../${slugOf(before.id)}/"><small>Previous</small>${before.summary}</a>`}
    ${after !== undefined && html`<a rel="next" href="../${slugOf(after.id)}/"><small>Next</small>${after.summary}</a>`}
  </nav>`;
}
