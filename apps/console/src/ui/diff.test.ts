import * as fc from "fast-check";
import { expect, test } from "vitest";
import { diffOf } from "./diff.ts";

const text = fc.array(fc.constantFrom("a", "b", "c")).map((lines) => lines.join("\n"));

test("both texts can be read from what differs", () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const lines = diffOf(before, after);
      const without = (kind: string): string =>
        lines.flatMap((each) => (each.kind === kind ? [] : [each.line])).join("\n");
      expect({ before: without("added"), after: without("removed") }).toEqual({ before, after });
    }),
  );
});

test("what is equal has no marks", () => {
  fc.assert(
    fc.property(text, (same) => {
      expect(diffOf(same, same).every(({ kind }) => kind === "same")).toBe(true);
    }),
  );
});
