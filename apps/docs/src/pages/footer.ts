import { html, type Markup } from "../html.ts";
import { repositoryUrl } from "./repository.ts";

/** What stands below the text of a page. `root` leads from the page to the start page. */
export const footer = (root: string): Markup =>
  html`<footer class="site-footer">
    <p>
      Generated from the contracts. MIT license. Not affiliated with Scale or Dataflow Kit.
      <a href="${repositoryUrl}">Repository</a>, <a href="${root}changelog/feed.xml">Atom feed</a>, and for
      language models <a href="${root}llms.txt">llms.txt</a>.
    </p>
  </footer>`;
