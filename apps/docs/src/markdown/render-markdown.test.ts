import { expect, test } from "vitest";
import { guideLink } from "../pages/guide-pages.ts";
import { renderMarkdown } from "./render-markdown.ts";
import { table } from "./table.ts";

test("headings get ids of their own, also if they say the same", () => {
  const { headings } = renderMarkdown("## A `b` c\n\n## A b c\n\n### Other");
  expect(headings).toEqual([
    { level: 2, id: "a-b-c", text: "A b c" },
    { level: 2, id: "a-b-c--2", text: "A b c" },
    { level: 3, id: "other", text: "Other" },
  ]);
});

test("code is coloured without styles in attributes", () => {
  const { body } = renderMarkdown('```json\n{ "a": 1 }\n```');
  expect(body.text).toContain('<span class="hljs-number">1</span>');
  expect(body.text).not.toContain("style=");
});

test("code in a language that is not known is escaped and stays plain", () => {
  expect(renderMarkdown("```\na < b\n```").body.text).toContain("<code>a &lt; b</code>");
});

test("links between files become links between pages", () => {
  const links = [
    "retries.md",
    "retries.md#callbacks",
    "../scale-v1/#/section/errors",
    "#here",
    "https://a.example",
  ];
  expect(links.map(guideLink)).toEqual([
    "../retries/",
    "../retries/#callbacks",
    "../../scale-v1/#/section/errors",
    "#here",
    "https://a.example",
  ]);
});

test("a table stays one whatever its cells say", () => {
  const markdown = table(["name"], [["a | b\nc"]]);
  expect(markdown).toBe("| name |\n| --- |\n| a \\| b c |");
  expect(renderMarkdown(markdown).body.text).toContain("<td>a | b c</td>");
});
