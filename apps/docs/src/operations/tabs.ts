import { html, type Markup } from "../html.ts";

/** One of several things of which readers need one at a time. */
export interface Tab {
  /** Its name in addresses, and what is remembered of a choice. */
  readonly key: string;
  readonly label: string;
  readonly body: Markup;
}

/** How tabs behave. */
export interface TabOptions {
  /** Begins the ids of all that belongs to these tabs. */
  readonly id: string;

  /** What is chosen, for those who cannot see it. */
  readonly label: string;

  /** Tabs of the same group change together, and the choice is remembered. */
  readonly group?: string;
}

/** So many tabs fit into a line. More of them become a list to choose from. */
const MOST_TABS = 6;

/**
 * Panels of which one is shown at a time. Without a script all of them are, below headings.
 *
 * @example
 * tabs([{ key: "bash", label: "cURL", body }], { id: "samples", label: "Language", group: "language" });
 */
export function tabs(items: readonly Tab[], { id, label, group }: TabOptions): Markup {
  const [only] = items;
  if (items.length === 1 && only !== undefined) return only.body;
  return html`<div class="tabs" ${group !== undefined && html` data-group="${group}"`}>
    ${items.length > MOST_TABS ? chooser(items, id, label) : tabList(items, id, label)}
    ${items.map(
      ({ key, label: title, body }) =>
        html`<section class="tab-panel" id="${id}-${key}" data-tab="${key}" aria-label="${title}">
          <p class="tab-title">${title}</p>
          ${body}
        </section> `,
    )}
  </div>`;
}

const tabList = (items: readonly Tab[], id: string, label: string): Markup =>
  html`<div class="tab-list" role="tablist" aria-label="${label}">
    ${items.map(
      (item, index) =>
        html`<button
          type="button"
          role="tab"
          data-tab="${item.key}"
          aria-controls="${id}-${item.key}"
          aria-selected="${index === 0 ? "true" : "false"}"
          tabindex="${index === 0 ? 0 : -1}"
        >
          ${item.label}
        </button>`,
    )}
  </div>`;

const chooser = (items: readonly Tab[], id: string, label: string): Markup =>
  html`<select
    class="tab-list"
    aria-label="${label}"
    aria-controls="${items.map((item) => `${id}-${item.key}`).join(" ")}"
  >
    ${items.map((item) => html`<option value="${item.key}">${item.label}</option>`)}
  </select>`;
