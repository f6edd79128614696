import { html, type Markup } from "../html.ts";

/** What stands below the text of a page. `root` leads from the page to the start page. */
export const footer = (root: string): Markup =>
  html`<footer class="site-footer">
    <p>
      Made from the contracts. MIT license. This project belongs to neither Scale nor Dataflow Kit. For
      programs that read: <a href="${root}llms.txt">llms.txt</a>.
    </p>
  </footer>`;
