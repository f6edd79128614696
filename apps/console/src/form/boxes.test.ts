import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type Box, boxBetween, movedBox, resizedBox } from "./boxes.ts";

const image = { width: 640, height: 480 };
const least = { width: 20, height: 10 };
const number = fc.double({ min: -2000, max: 2000, noNaN: true });
const point = fc.record({ x: number, y: number });
const step = fc.integer({ min: -1000, max: 1000 });

/** What is wrong with a box. */
const problemsOf = ({ height, left, top, width }: Box): string[] =>
  Object.entries({
    fraction: ![left, top, width, height].every(Number.isInteger),
    outside: left < 0 || top < 0 || left + width > image.width || top + height > image.height,
    small: width < least.width || height < least.height,
  }).flatMap(([problem, isThere]) => (isThere ? [problem] : []));

test("a box that is drawn lies in the image, and is as large as the request wants it", () => {
  fc.assert(
    fc.property(point, point, (one, other) => {
      expect(problemsOf(boxBetween(one, other, image, least))).toEqual([]);
    }),
  );
});

test("a box stays in the image when it is moved", () => {
  fc.assert(
    fc.property(point, point, step, step, (one, other, x, y) => {
      const box = boxBetween(one, other, image, least);
      const moved = movedBox(box, x, y, image);
      expect(problemsOf(moved)).toEqual([]);
      expect({ width: moved.width, height: moved.height }).toEqual({ width: box.width, height: box.height });
    }),
  );
});

test("a small box near the edge of the image can be drawn", () => {
  expect(boxBetween({ x: 639, y: 479 }, { x: 639, y: 479 }, image, least)).toEqual({
    left: 620,
    top: 470,
    width: 20,
    height: 10,
  });
});

test("a box keeps its corner when its size changes", () => {
  const box = { left: 10, top: 10, width: 30, height: 30 };
  expect(resizedBox(box, 5, -50, image, least)).toEqual({ left: 10, top: 10, width: 35, height: 10 });
});
