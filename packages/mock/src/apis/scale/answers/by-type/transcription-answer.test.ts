import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRandom } from "../random.ts";
import { violations, fields, taskId } from "../../../../../test/support/answers.ts";
import { answer } from "./transcription-answer.ts";

const params = fc
  .record(
    {
      attachment_type: fc.constant("image" as const),
      attachment: fc.constant("https://files.example/0931.jpg"),
      fields,
      repeatable_fields: fields,
      row_fields: fields,
    },
    { requiredKeys: ["attachment_type", "attachment"] },
  )
  // What a request must have.
  .filter((task) => Boolean(task.fields ?? task.repeatable_fields ?? task.row_fields));

describe("a transcription answer", () => {
  test("is valid, and has a value for each requested field, in each occurrence", () => {
    fc.assert(
      fc.property(params, taskId, (task, id) => {
        const response = answer({ instruction: "", params: task }, createRandom(id));
        expect(violations("transcription", task, response)).toBeNull();
        expect(Object.keys(response)).toEqual([
          ...(task.fields ? ["fields"] : []),
          ...(task.repeatable_fields ? ["repeatable_fields"] : []),
          ...(task.row_fields ? ["rows"] : []),
        ]);
        const found = [
          ...(response.fields ? [[response.fields, task.fields] as const] : []),
          ...(response.repeatable_fields ?? []).map((each) => [each, task.repeatable_fields] as const),
          ...(response.rows ?? []).map((row) => [row, task.row_fields] as const),
        ];
        for (const [values, asked] of found) {
          expect(Object.keys(values)).toEqual(Object.keys(asked ?? {}));
          for (const value of Object.values(values)) expect(value.trim()).not.toBe("");
        }
      }),
    );
  });
});
