import type { Answer } from "../answer.ts";
import type { Random } from "../random.ts";

/** The attachment is not downloaded: this is its assumed size, in pixels. */
const image = { width: 1280, height: 720 };

/** The smallest box that looks hand-drawn, unless the task requires larger ones. */
const smallestSide = 20;

const maxBoxes = 5;

/** Some boxes of at least the required size, with labels only if the task has `with_labels`. */
export const answer: Answer<"Annotation"> = ({ params }, random) => {
  const { objects_to_annotate, with_labels = false, min_width = 0, min_height = 0 } = params;
  const annotations = Array.from({ length: random.integer(1, maxBoxes) }, () => {
    const horizontal = place(image.width, min_width, random);
    const vertical = place(image.height, min_height, random);
    return {
      left: horizontal.start,
      top: vertical.start,
      width: horizontal.length,
      height: vertical.length,
      ...(with_labels && { label: random.pick(objects_to_annotate) }),
    };
  });
  return { annotations };
};

/** The position of a box in one dimension of the image. */
const place = (imageLength: number, minimum: number, random: Random): { start: number; length: number } => {
  const available = minimum > imageLength ? enlarged(minimum) : imageLength;
  const shortest = Math.max(smallestSide, minimum);
  const longest = Math.max(shortest, Math.floor(available / 3));
  const length = random.integer(shortest, longest);
  return { start: random.integer(0, available - length), length };
};

/** The length of an image with room for different positions of such boxes, as long as numbers that large are exact. */
const enlarged = (minimum: number): number =>
  Math.max(minimum, Math.min(minimum * 2, Number.MAX_SAFE_INTEGER));
