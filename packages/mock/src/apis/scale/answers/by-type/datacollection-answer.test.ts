import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRandom } from "../random.ts";
import { violations, fields, taskId } from "../../../../../test/support/answers.ts";
import { answer } from "./datacollection-answer.ts";

describe("a datacollection answer", () => {
  test("is valid, and has one value per requested field", () => {
    fc.assert(
      fc.property(fields, taskId, (asked, id) => {
        const params = {
          attachment_type: "website" as const,
          attachment: "https://museum.example",
          fields: asked,
        };
        const response = answer({ instruction: "", params }, createRandom(id));
        expect(violations("datacollection", params, response)).toBeNull();
        expect(Object.keys(response)).toEqual(["fields"]);
        expect(Object.keys(response.fields ?? {})).toEqual(Object.keys(asked));
        for (const value of Object.values(response.fields ?? {})) expect(value.trim()).not.toBe("");
      }),
    );
  });
});
