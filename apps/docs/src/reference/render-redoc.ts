import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { Contract } from "../contract/contract.ts";

/** The folder of Redocly CLI. */
export const redoclyFolder: string = dirname(
  createRequire(import.meta.url).resolve("@redocly/cli/package.json"),
);

/** The parts of the page that Redoc makes before a browser has run anything. */
export interface RenderedRedoc {
  /** `style` elements. Redoc reads them when it takes over, so they must stay in the page. */
  readonly styles: string;

  /** The element that Redoc takes over, with the overview in it. */
  readonly html: string;
}

const run = promisify(execFile);
const template = "{{{redocHead}}}{{{redocHTML}}}";

/** Renders a reference with `redocly build-docs`. */
export async function renderRedoc(definition: Contract, options: object): Promise<RenderedRedoc> {
  const folder = await mkdtemp(join(tmpdir(), "docs-redoc-"));
  const file = (name: string): string => join(folder, name);
  try {
    await Promise.all([
      writeFile(file("openapi.json"), JSON.stringify(definition)),
      writeFile(file("page.hbs"), template),
      writeFile(file("options.json"), JSON.stringify(options)),
    ]);
    const flags = ["--template", "page.hbs", "--openapi", "options.json", "--output", "page.html"];
    await run(process.execPath, [join(redoclyFolder, "bin/cli.js"), "build-docs", "openapi.json", ...flags], {
      cwd: folder,
      env: { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" },
    });
    return takeApart(await readFile(file("page.html"), "utf8"));
  } finally {
    await rm(folder, { recursive: true });
  }
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
