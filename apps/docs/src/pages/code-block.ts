import hljs from "highlight.js/lib/core";
import bash from "highlight.js/lib/languages/bash";
import javascript from "highlight.js/lib/languages/javascript";
import json from "highlight.js/lib/languages/json";
import python from "highlight.js/lib/languages/python";
import ruby from "highlight.js/lib/languages/ruby";
import typescript from "highlight.js/lib/languages/typescript";
import yaml from "highlight.js/lib/languages/yaml";
import { html, Markup } from "../html.ts";

for (const [name, language] of Object.entries({ bash, javascript, json, python, ruby, typescript, yaml })) {
  hljs.registerLanguage(name, language);
}

/**
 * Code in colours, with a button that copies it. A language that is not known stays plain.
 *
 * @example
 * codeBlock("curl http://127.0.0.1:4010/", "sh");
 */
export function codeBlock(code: string, language: string): Markup {
  const isKnown = hljs.getLanguage(language) !== undefined;
  const colored = isKnown ? new Markup(hljs.highlight(code, { language }).value) : code;
  return html`<div class="code">
    <pre tabindex="0"><code>${colored}</code></pre>
    <button class="copy" type="button">Copy</button>
  </div> `;
}
