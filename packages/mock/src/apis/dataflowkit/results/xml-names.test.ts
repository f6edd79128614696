import { parseXml } from "@rgrove/parse-xml";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { xmlNames } from "./xml-names.ts";

const codePoint = fc.nat(0x10_ff_ff).map((code) => String.fromCodePoint(code));

describe("xmlNames", () => {
  test.each([
    ["title", "title"],
    ["unit price", "unit_price"],
    ["2nd", "_2nd"],
    ["-x", "_-x"],
    ["a:b", "a_b"],
    ["größe", "größe"],
    ["名前", "名前"],
    ["2×3", "_2_3"],
    ["\u0345", "_\u0345"],
    ["XmlData", "_XmlData"],
    ["__proto__", "__proto__"],
    ["<a>", "_a_"],
    ["", "_"],
  ])("makes %j %s", (column, name) => {
    expect(xmlNames([column])).toEqual([name]);
  });

  test("makes different names of different columns", () => {
    expect(xmlNames(["a b", "a_b_2", "a_b", "a/b"])).toEqual(["a_b", "a_b_2", "a_b_3", "a_b_4"]);
  });

  test("makes names that a strict reader takes, of anything", () => {
    const columns = fc.array(fc.oneof(fc.string({ unit: codePoint }), fc.string()), { minLength: 1 });
    fc.assert(
      fc.property(columns, (names) => {
        const elements = xmlNames(names);
        expect(new Set(elements).size).toBe(names.length);
        const { root } = parseXml(`<r>${elements.map((name) => `<${name}/>`).join("")}</r>`);
        expect(root?.children.map((child) => child.toJSON()["name"])).toEqual(elements);
      }),
    );
  });
});
