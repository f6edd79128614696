/** A box on an image, in whole pixels of the original image. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly label?: string;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

const between = (value: number, least: number, most: number): number =>
  Math.min(Math.max(value, least), most);

/**
 * The box between two corners, within the image, and at least as large as the request wants it.
 *
 * @example
 * boxBetween({ x: 30, y: 40 }, { x: 10, y: 20 }, { width: 100, height: 100 }, { width: 5, height: 5 });
 * // { left: 10, top: 20, width: 20, height: 20 }
 */
export const boxBetween = (one: Point, other: Point, image: Size, least: Size): Box => {
  const width = between(Math.round(Math.abs(one.x - other.x)), Math.max(1, least.width), image.width);
  const height = between(Math.round(Math.abs(one.y - other.y)), Math.max(1, least.height), image.height);
  return {
    left: between(Math.round(Math.min(one.x, other.x)), 0, Math.max(0, image.width - width)),
    top: between(Math.round(Math.min(one.y, other.y)), 0, Math.max(0, image.height - height)),
    width,
    height,
  };
};

/** A box moved, within the image. */
export const movedBox = (box: Box, x: number, y: number, image: Size): Box => ({
  ...box,
  left: between(box.left + x, 0, Math.max(0, image.width - box.width)),
  top: between(box.top + y, 0, Math.max(0, image.height - box.height)),
});

/** A box with another size, within the image. */
export const resizedBox = (box: Box, x: number, y: number, image: Size, least: Size): Box => ({
  ...box,
  width: between(box.width + x, Math.max(1, least.width), Math.max(1, image.width - box.left)),
  height: between(box.height + y, Math.max(1, least.height), Math.max(1, image.height - box.top)),
});
