import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRandom } from "../random.ts";
import { violations, fields, taskId } from "../test-support.ts";
import { answer } from "./transcription-answer.ts";

describe("a transcription answer", () => {
  test("is valid, and has one value per field that was asked for", () => {
    fc.assert(
      fc.property(fields, taskId, (asked, id) => {
        const params = {
          attachment_type: "image" as const,
          attachment: "https://files.example/0931.jpg",
          fields: asked,
        };
        const response = answer({ instruction: "", params }, createRandom(id));
        expect(violations("transcription", params, response)).toBeNull();
        expect(Object.keys(response)).toEqual(["fields"]);
        expect(Object.keys(response.fields ?? {})).toEqual(Object.keys(asked));
        for (const value of Object.values(response.fields ?? {})) expect(value.trim()).not.toBe("");
      }),
    );
  });
});
