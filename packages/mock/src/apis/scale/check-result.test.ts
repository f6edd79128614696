import { describe, expect, test } from "vitest";
import { documentedTasks } from "../../../test/support/answers.ts";
import { newTask } from "../../../test/support/records.ts";
import { checkResult } from "./check-result.ts";

const check = (params: object, response: object): void =>
  checkResult(newTask(1, { body: { params, response } }));

const categories = ["big", "small"];
const category_ids = { "1": "big", "2": "small", "3": "small" };
const box = { left: 0, top: 0, width: 30, height: 20 };
const objects_to_annotate = ["car", "tree"];

describe("a response that the request rules out is refused with field, value and what is allowed", () => {
  test.each<[object, object, string]>([
    [
      { categories },
      { category: "elephant" },
      'response.category is "elephant", but must be one of "big", "small".',
    ],
    [{ categories }, { category: "Big" }, 'response.category is "Big", but must be one of "big", "small".'],
    [
      { categories },
      { category: ["big"] },
      'response.category is ["big"], but must be one category, since allow_multiple is false.',
    ],
    [
      { categories, allow_multiple: true },
      { category: ["big", "elephant"] },
      'response.category[1] is "elephant", but must be one of "big", "small".',
    ],
    [
      { categories, allow_multiple: true },
      { category: ["big", "big"] },
      'response.category is ["big","big"], but must have each category once.',
    ],
    [
      { categories },
      { category: "big", category_id: "1" },
      'response.category_id is "1", but the task has no category_ids. Leave it out.',
    ],
    [
      { categories, category_ids },
      { category: "small", category_id: "1" },
      'response.category_id is "1", but must be one of "2", "3".',
    ],
    [
      { categories, category_ids },
      { category: "small", category_id: ["2"] },
      'response.category_id is ["2"], but must have the form of category, which is "small".',
    ],
    [{ choices: ["same"] }, { choice: "other" }, 'response.choice is "other", but must be one of "same".'],
    [
      { fields: { color: "Which color?" } },
      { choice: "same" },
      'response.choice is "same", but the task has no choices. Leave it out.',
    ],
    [
      { fields: { total: "The sum" } },
      { fields: { total: "1", date: "today" } },
      'response.fields has "date", but may only have "total".',
    ],
    [
      { choices: ["same"] },
      { fields: { total: "1" } },
      'response.fields is {"total":"1"}, but the task has no fields. Leave it out.',
    ],
    [
      { repeatable_fields: { item: "What" } },
      { repeatable_fields: [{ item: "lamp" }, { price: "3" }] },
      'response.repeatable_fields has "price", but may only have "item".',
    ],
    [
      { fields: { total: "The sum" } },
      { rows: [{ item: "lamp" }] },
      'response.rows is [{"item":"lamp"}], but the task has no row_fields. Leave it out.',
    ],
    [
      { objects_to_annotate },
      { annotations: [{ ...box, label: "car" }] },
      'response.annotations[0].label is "car", but the task has no with_labels. Leave it out.',
    ],
    [
      { objects_to_annotate, with_labels: true },
      {
        annotations: [
          { ...box, label: "car" },
          { ...box, label: "cat" },
        ],
      },
      'response.annotations[1].label is "cat", but must be one of "car", "tree".',
    ],
    [
      { objects_to_annotate, min_width: 31 },
      { annotations: [box] },
      "response.annotations[0].width is 30, but must be at least 31, the min_width of the task.",
    ],
    [
      { objects_to_annotate, min_height: 21 },
      { annotations: [box] },
      "response.annotations[0].height is 20, but must be at least 21, the min_height of the task.",
    ],
  ])("%j: %j", (params, response, says) => {
    expect(() => check(params, response)).toThrow(
      `${says} The request of this categorization task rules it out. To complete it anyway, set force to true (on the command line: --force).`,
    );
  });
});

describe("a response that the request allows is accepted", () => {
  test.each<[object, object]>([
    [{ categories }, { category: "small" }],
    [{ categories, allow_multiple: true }, { category: ["small", "big"] }],
    [{ categories, allow_multiple: true }, { category: "small" }],
    [
      { categories, category_ids },
      { category: "small", category_id: "3" },
    ],
    [
      { categories, category_ids },
      { category: "small", category_id: null },
    ],
    [
      { categories, category_ids, allow_multiple: true },
      { category: ["small", "big"], category_id: ["2", "1"] },
    ],
    [
      { choices: ["same"], fields: { color: "Which color?" } },
      { choice: "same", fields: { color: "red" } },
    ],
    [{ fields: { total: "The sum", date: "The day" } }, { fields: { total: "1" } }],
    [{ row_fields: { item: "What" } }, { rows: [{ item: "lamp" }, {}] }],
    [{ objects_to_annotate, min_width: 30, min_height: 20 }, { annotations: [box] }],
    [{ objects_to_annotate, with_labels: true }, { annotations: [{ ...box, label: "tree" }, box] }],
    [{ objects_to_annotate }, { annotations: [] }],
    [{ categories }, { error: "The text is too short." }],
    [{ attachment: "a.mp3" }, { transcript: "Hello", duration: 1, alignment: [] }],
  ])("%j: %j", (params, response) => {
    expect(() => check(params, response)).not.toThrow();
  });
});

test.each(documentedTasks.filter(({ value }) => "response" in value))(
  "the documented response of $name is accepted",
  ({ value: { params, response } }) => {
    expect(() => check(params, Object(response))).not.toThrow();
  },
);

test("a long list of what is allowed is cut short", () => {
  const many = Array.from({ length: 1000 }, (_, index) => `category ${index} ${"x".repeat(100)}`);
  expect(() => check({ categories: many }, { category: "elephant" })).toThrow(/^.{0,2000} 980 more\. /s);
});
