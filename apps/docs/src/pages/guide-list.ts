import type { Guide } from "../guides/guide.ts";
import { html, type Markup } from "../html.ts";

/** Links to all guides. `folder` leads from the page to theirs. */
export const guideList = (guides: readonly Guide[], folder: string): Markup =>
  html`<ul class="guide-list">
    ${guides.map(
      ({ slug, title, description }) =>
        html`<li>
          <a href="${folder}${slug}/"><strong>${title}</strong><span>${description}</span></a>
        </li> `,
    )}
  </ul>`;
