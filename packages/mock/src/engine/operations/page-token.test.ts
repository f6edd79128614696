import * as fc from "fast-check";
import { expect, test } from "vitest";
import { readPageToken, writePageToken } from "./page-token.ts";

test("a token leads back to where it was made", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999_999_999_999_999 }), (sequence) => {
      expect(readPageToken(writePageToken(sequence))).toBe(sequence);
    }),
  );
});

test("a text that is no token is recognized", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const sequence = readPageToken(text);
      expect(sequence === undefined || writePageToken(sequence) === text).toBe(true);
    }),
  );
  expect(["", "42", "czQy=", "cy00Mg", "s42"].map(readPageToken)).toEqual(Array(5).fill(undefined));
});
