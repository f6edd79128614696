import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRandom } from "../random.ts";
import { violations, fields, taskId, text } from "../../../../../test/support/answers.ts";
import { answer } from "./comparison-answer.ts";

const params = fc
  .record(
    {
      attachment_type: fc.constant("text" as const),
      attachments: fc.array(text, { minLength: 1, maxLength: 3 }),
      choices: fc.array(text, { minLength: 1, maxLength: 6 }),
      fields,
    },
    { requiredKeys: ["attachment_type", "attachments"] },
  )
  // What a request must have.
  .filter((task) => task.choices !== undefined || task.fields !== undefined);

describe("a comparison answer", () => {
  test("is valid, and contains only what the task requests", () => {
    fc.assert(
      fc.property(params, taskId, (task, id) => {
        const response = answer({ instruction: "", params: task }, createRandom(id));
        expect(violations("comparison", task, response)).toBeNull();
        expect(Object.keys(response)).toEqual([
          ...(task.choices ? ["choice"] : []),
          ...(task.fields ? ["fields"] : []),
        ]);
        expect(task.choices ?? [undefined]).toContain(response.choice);
        expect(Object.keys(response.fields ?? {})).toEqual(Object.keys(task.fields ?? {}));
      }),
    );
  });
});
