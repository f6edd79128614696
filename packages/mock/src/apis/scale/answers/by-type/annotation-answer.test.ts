import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRandom } from "../random.ts";
import { violations, taskId, text } from "../../../../../test/support/answers.ts";
import { answer } from "./annotation-answer.ts";

const attachment = "https://files.example/street/0173.jpg";

const length = fc.oneof(
  fc.nat(2000),
  fc.maxSafeNat(),
  fc.constantFrom(0, 719, 720, 721, 1280, 2 ** 53, 1e308),
);

const params = fc.record(
  {
    attachment: fc.constant(attachment),
    objects_to_annotate: fc.array(text, { minLength: 1, maxLength: 6 }),
    with_labels: fc.boolean(),
    min_width: length,
    min_height: length,
  },
  { requiredKeys: ["attachment", "objects_to_annotate"] },
);

const boxesFor = (task: Parameters<typeof answer>[0]["params"], id: string) =>
  answer({ instruction: "", params: task }, createRandom(id)).annotations ?? [];

describe("an annotation answer", () => {
  test("is valid, and has boxes that are large enough", () => {
    fc.assert(
      fc.property(params, taskId, (task, id) => {
        const annotations = boxesFor(task, id);
        expect(violations("annotation", task, { annotations })).toBeNull();
        expect(annotations.length).toBeGreaterThanOrEqual(1);
        expect(annotations.length).toBeLessThanOrEqual(5);
        for (const { width, height } of annotations) {
          expect(width).toBeGreaterThanOrEqual(task.min_width ?? 0);
          expect(height).toBeGreaterThanOrEqual(task.min_height ?? 0);
        }
      }),
    );
  });

  test("labels the boxes if the task requests it, with the objects of the task", () => {
    fc.assert(
      fc.property(params, taskId, (task, id) => {
        const labels = boxesFor(task, id).map(({ label }) => label);
        const possible = task.with_labels ? task.objects_to_annotate : [undefined];
        expect(possible).toEqual(expect.arrayContaining(labels));
      }),
    );
  });

  test("stays inside an image of 1280 by 720 as long as the boxes fit in there", () => {
    const fitting = fc.record({ min_width: fc.nat(1280), min_height: fc.nat(720) });
    fc.assert(
      fc.property(fitting, taskId, (sizes, id) => {
        for (const box of boxesFor({ attachment, objects_to_annotate: ["car"], ...sizes }, id)) {
          expect(box.left + box.width).toBeLessThanOrEqual(1280);
          expect(box.top + box.height).toBeLessThanOrEqual(720);
        }
      }),
    );
  });

  test("imagines a larger image for larger boxes", () => {
    const boxes = boxesFor({ attachment, objects_to_annotate: ["car"], min_width: 5000 }, "1");
    for (const box of boxes) {
      expect(box.left + box.width).toBeLessThanOrEqual(10_000);
      expect(box.top + box.height).toBeLessThanOrEqual(720);
    }
  });
});
