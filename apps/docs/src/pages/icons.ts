import { type Markup, html } from "../html.ts";

const icon = (paths: Markup): Markup =>
  html`<svg
    viewBox="0 0 24 24"
    width="20"
    height="20"
    fill="none"
    stroke="currentColor"
    stroke-width="1.8"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    ${paths}
  </svg>`;

/** Drawn with strokes in the colour of the text. */
export const icons = {
  code: icon(html`<path d="m8 7-5 5 5 5M16 7l5 5-5 5M13.500 5l-3 14" />`),
  menu: icon(html`<path d="M4 7h16M4 12h16M4 17h16" />`),
  search: icon(html`<circle cx="11" cy="11" r="6.5" /><path d="m16 16 4.5 4.5" />`),
  moon: icon(html`<path d="M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5Z" />`),
  sun: icon(
    html`<circle cx="12" cy="12" r="4" /><path
        d="M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.400 1.400M17.3 17.3l1.400 1.400M5.3 18.7l1.400-1.400M17.3 6.7l1.400-1.400"
      />`,
  ),
};
