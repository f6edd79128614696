import fc from "fast-check";
import { expect, test } from "vitest";
import { type Box, boxBetween, movedBox, resizedBox } from "./boxes.ts";

const image = { width: 640, height: 480 };
const least = { width: 20, height: 10 };
const number = fc.double({ min: -2000, max: 2000, noNaN: true });
const point = fc.record({ x: number, y: number });
const step = fc.integer({ min: -1000, max: 1000 });

const expectInside = (box: Box): void => {
  expect([box.left, box.top, box.width, box.height].every(Number.isInteger)).toBe(true);
  expect(box.left).toBeGreaterThanOrEqual(0);
  expect(box.top).toBeGreaterThanOrEqual(0);
  expect(box.left + box.width).toBeLessThanOrEqual(image.width);
  expect(box.top + box.height).toBeLessThanOrEqual(image.height);
  expect(box.width).toBeGreaterThanOrEqual(least.width);
  expect(box.height).toBeGreaterThanOrEqual(least.height);
};

test("a box that is drawn lies in the image, and is as large as the request wants it", () => {
  fc.assert(fc.property(point, point, (one, other) => expectInside(boxBetween(one, other, image, least))));
});

test("a box stays in the image when it is moved", () => {
  fc.assert(
    fc.property(point, point, step, step, (one, other, x, y) => {
      const box = boxBetween(one, other, image, least);
      const moved = movedBox(box, x, y, image);
      expectInside(moved);
      expect({ width: moved.width, height: moved.height }).toEqual({ width: box.width, height: box.height });
    }),
  );
});

test("a small box near the edge of the image can be drawn", () => {
  expect(boxBetween({ x: 639, y: 479 }, { x: 639, y: 479 }, image, least)).toEqual({
    left: 619 + 1,
    top: 470,
    width: 20,
    height: 10,
  });
});

test("a box keeps its corner when its size changes", () => {
  const box = { left: 10, top: 10, width: 30, height: 30 };
  expect(resizedBox(box, 5, -50, image, least)).toEqual({ left: 10, top: 10, width: 35, height: 10 });
});
