import { expect, test } from "vitest";
import { html, Markup, unescapeHtml } from "./html.ts";

test("text is escaped, in attributes as well", () => {
  expect(html`<p title="${'"'}">${"a < b & c"}</p>`.text).toBe('<p title="&quot;">a &lt; b &amp; c</p>');
});

test("markup stays markup, alone and in lists", () => {
  expect(html`${html`<b>1</b>`}${[new Markup("<i>"), "&"]}`.text).toBe("<b>1</b><i>&amp;");
});

test("false and undefined leave nothing", () => {
  expect(html`[${false}${undefined}${0}]`.text).toBe("[0]");
});

test("what was escaped can be read again", () => {
  const text = `a & b < c > "d" 'e' &lt;`;
  expect(unescapeHtml(html`${text}`.text)).toBe(text);
});
