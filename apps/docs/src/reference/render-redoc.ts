import { redoclyOutput } from "@task-contracts/openapi-model/redocly";
import type { LintedDocument } from "../contract/linted-document.ts";

/** The parts of the page that Redoc makes before a browser has run anything. */
export interface RenderedRedoc {
  /** `style` elements. Redoc reads them when it takes over, so they must stay in the page. */
  readonly styles: string;

  /** The element that Redoc takes over, with the overview in it. */
  readonly html: string;
}

const flags = ["--template", "page.hbs", "--openapi", "options.json"];

/** Renders a reference with `redocly build-docs`. */
export async function renderRedoc(definition: LintedDocument, options: object): Promise<RenderedRedoc> {
  const inputs = {
    "openapi.json": JSON.stringify(definition),
    "page.hbs": "{{{redocHead}}}{{{redocHTML}}}",
    "options.json": JSON.stringify(options),
  };
  return takeApart(await redoclyOutput(["build-docs", "openapi.json", ...flags], inputs, "page.html"));
}

function takeApart(page: string): RenderedRedoc {
  const styles = page.match(/<style[^>]*>.*?<\/style>/gs) ?? [];
  const body = /<div id="redoc">.*(?=<script type="module">)/s.exec(page)?.[0];
  if (body === undefined || styles.length === 0) {
    throw new Error(
      "The output of `redocly build-docs` has another form than expected. Adapt render-redoc.ts to it.",
    );
  }
  return { styles: styles.join("\n"), html: linkToRoutes(body.trim()) };
}

/** The server that Redoc imagines has a page for each route; in our single page they are behind a `#`. */
const linkToRoutes = (body: string): string => body.replaceAll(/ href="\/([^"]*)"/g, ' href="#/$1"');
