import { parseXml } from "@rgrove/parse-xml";
import { expect, test } from "vitest";
import { xmlText } from "./xml-text.ts";

test.each([
  ["a & b < c > d", "a & b < c > d"],
  ["]]>", "]]>"],
  ["a\r\nb\tc", "a\r\nb\tc"],
  ["👩‍👧", "👩‍👧"],
  ["\u0000 \u001B \uFFFE", "\uFFFD \uFFFD \uFFFD"],
  ["half \uD83D", "half \uFFFD"],
])("xmlText writes %j so that a strict reader reads %j", (text, expected) => {
  expect(parseXml(`<r>${xmlText(text)}</r>`).root?.text).toBe(expected);
});
