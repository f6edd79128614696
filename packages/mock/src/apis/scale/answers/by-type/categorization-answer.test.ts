import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRandom } from "../random.ts";
import { violations, taskId, text } from "../../../../../test/support/answers.ts";
import { answer } from "./categorization-answer.ts";

type Params = Parameters<typeof answer>[0]["params"];

const answerTo = (params: Params, id = "1") => answer({ instruction: "", params }, createRandom(id));

const item = { attachment_type: "text", attachment: "ant" } as const;

/** Short texts, so that duplicates occur; ids for some labels and for some strings that are no label. */
const params = fc
  .record({
    categories: fc.array(fc.oneof(text, fc.constantFrom("a", "b", "c")), { minLength: 1, maxLength: 10 }),
    allow_multiple: fc.boolean(),
    ids: fc.array(fc.tuple(fc.oneof(text, fc.constant("")), fc.nat(12)), { maxLength: 10 }),
  })
  .chain(({ ids, ...rest }) => {
    const category_ids = Object.fromEntries(
      ids.map(([id, index]) => [id, rest.categories[index] ?? "of no use"]),
    );
    return fc.constantFrom({ ...item, ...rest, category_ids }, { ...item, ...rest });
  });

describe("a categorization answer", () => {
  test("is valid, and chooses from the categories in their order", () => {
    fc.assert(
      fc.property(params, taskId, (task, id) => {
        const response = answerTo(task, id);
        expect(violations("categorization", task, response)).toBeNull();
        expect(Array.isArray(response.category)).toBe(task.allow_multiple);
        const chosen = [response.category ?? []].flat();
        expect(chosen.length).toBeGreaterThan(0);
        expect([...new Set(task.categories)].filter((category) => chosen.includes(category))).toEqual(chosen);
      }),
    );
  });

  test("has the ids of the chosen categories, in the same form and order", () => {
    fc.assert(
      fc.property(params, taskId, (task, id) => {
        const { category = [], category_id } = answerTo(task, id);
        const known = Object.entries("category_ids" in task ? task.category_ids : {}).filter(([key]) => key);
        const expected = [category]
          .flat()
          .flatMap((label) => known.find((entry) => entry[1] === label)?.[0] ?? []);
        expect([category_id ?? []].flat()).toEqual(expected);
        expect(Array.isArray(category_id ?? category)).toBe(Array.isArray(category));
      }),
    );
  });

  test("knows the only category", () => {
    expect(answerTo({ ...item, categories: ["all"], category_ids: { "17": "all" } })).toEqual({
      category: "all",
      category_id: "17",
    });
  });

  test("leaves out the id of a category that has none", () => {
    const categories = ["a", "b", "c"];
    const category_ids = { "2": "b" };
    const single = answerTo({ ...item, categories: ["a"], category_ids });
    expect(single).toEqual({ category: "a" });
    const ids = Array.from({ length: 50 }, (_, index) => String(index));
    const multiple = ids.map((id) =>
      answerTo({ ...item, categories, category_ids, allow_multiple: true }, id),
    );
    expect(multiple).toContainEqual({ category: ["a", "b", "c"], category_id: ["2"] });
    expect(multiple).toContainEqual({ category: ["a", "c"] });
  });

  test("chooses a few out of a thousand, and each of them sooner or later", () => {
    const categories = Array.from({ length: 1000 }, (_, index) => `c${index}`);
    const seen = new Set<string>();
    for (let index = 0; index < 200; index++) {
      const { category = [] } = answerTo({ ...item, categories, allow_multiple: true }, String(index));
      expect(category.length).toBeLessThanOrEqual(3);
      for (const label of category) seen.add(label);
    }
    expect(seen.size).toBeGreaterThan(300);
  });
});
