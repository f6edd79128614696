import { styleText } from "node:util";
import { expect, test } from "vitest";
import { terminalText } from "./terminal-text.ts";

test.each([
  ["a right-to-left override", "/a/\u202Egnp.exe", String.raw`/a/\u{202e}gnp.exe`],
  ["an isolate", "\u2066x\u2069", String.raw`\u{2066}x\u{2069}`],
  ["a mark that cannot be seen", "a\u200Bb\uFEFF", String.raw`a\u{200b}b\u{feff}`],
  ["a tag of more than 16 bits", "\u{E0041}", String.raw`\u{e0041}`],
  ["a return that overwrites the line", "no\ryes", String.raw`no\u{d}yes`],
  ["a bell, and what clears the screen", "\u0007\u001B[2J", String.raw`\u{7}\u{1b}[2J`],
  ["the name of the window", "\u001B]0;x\u0007", String.raw`\u{1b}]0;x\u{7}`],
  ["a command of one byte", "\u009B2J", String.raw`\u{9b}2J`],
  ["a separator of lines", "a\u2028b", String.raw`a\u{2028}b`],
])("%s is shown, and not obeyed", (_, text, shown) => {
  expect(terminalText(text)).toBe(shown);
});

test("lines, colours and letters of any language stay", () => {
  const line = `${styleText("red", "500", { validateStream: false })}  ß 名前 👋 ש\n  →\n`;
  expect(terminalText(line)).toBe(line);
});
