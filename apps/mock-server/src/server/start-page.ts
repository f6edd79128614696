import type { Overview } from "./overview.ts";

/**
 * Renders the overview as an HTML page.
 *
 * @example
 * renderStartPage(describeServer("http://127.0.0.1:4010", "scale-v1")); // "<!doctype html>…"
 */
export const renderStartPage = ({ name, version, health, apis }: Overview): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escape(name)}</title>
<style>
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
  body { max-width: 46rem; margin: 3rem auto; padding: 0 1rem }
  pre { overflow-x: auto; padding: .75rem 1rem; border: 1px solid color-mix(in srgb, currentColor 25%, transparent); border-radius: .4rem }
  small { opacity: .7 }
</style>
<h1>${escape(name)} <small>${escape(version)}</small></h1>
<p>Any API key will do. Put <code>Prefer: code=404</code>, <code>Prefer: example=…</code> or
<code>Prefer: dynamic=true</code> into a request to choose the answer.</p>
<p><a href="_console/">Open the console</a>: see tasks, callbacks and requests as they come, complete tasks, move the clock.</p>
${apis.map(renderApi).join("\n")}
<p><a href="${escape(health)}">Health</a></p>
</html>
`;

const renderApi = ({ id, urls, curl }: Overview["apis"][number]): string => `<h2>${escape(id)}</h2>
<p>${urls.map((url) => `<code>${escape(url)}</code>`).join(" and ")}</p>
<pre>${escape(curl)}</pre>`;

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

const escape = (text: string): string => text.replaceAll(/[&<>"]/g, (character) => entities[character] ?? "");
