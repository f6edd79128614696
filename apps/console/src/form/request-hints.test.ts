import { expect, test } from "vitest";
import { allowsSeveral, audioOf, boxHintsOf, boxSides, choicesOf, fieldsOf, idsOf } from "./request-hints.ts";

test.for([
  ["category", { params: { categories: ["big", "small"] } }, ["big", "small"]],
  ["choice", { choices: ["left", "right"] }, ["left", "right"]],
  ["category", { params: { categories: [] } }, undefined],
  ["comment", { comments: [1, 2] }, undefined],
] as const)("%s is chosen from what the request offers", ([name, task, choices]) => {
  expect(choicesOf(task as never, name)).toEqual(choices);
});

test("choices have the ids that the request gives them", () => {
  expect(idsOf({ params: { category_ids: { 17: "big" } } }, "category")?.get("big")).toBe("17");
  expect(idsOf({ params: { category_ids: null } }, "category")).toBeUndefined();
});

test("whether several may be chosen is what the request says", () => {
  expect([{ params: { allow_multiple: true } }, { params: {} }].map(allowsSeveral)).toEqual([true, false]);
});

test("fields are those of the request, with their explanation", () => {
  expect(fieldsOf({ params: { fields: { total: "The sum" } } }, "fields")).toEqual({ total: "The sum" });
  expect(fieldsOf({ params: { row_fields: { item: "What" } } }, "rows")).toEqual({ item: "What" });
  expect(fieldsOf({ params: {} }, "fields")).toBeUndefined();
});

test.for([
  [
    {
      items: {
        properties: {
          left: { type: "integer" },
          top: { type: "integer" },
          width: { type: "integer" },
          height: { type: "integer" },
        },
      },
    },
    "left",
  ],
  [
    {
      items: {
        properties: {
          x: { type: "number" },
          y: { type: "number" },
          w: { type: "number" },
          h: { type: "number" },
        },
      },
    },
    "x",
  ],
  [{ items: { properties: { left: { type: "integer" } } } }, undefined],
] as const)("boxes are recognized by their sides", ([schema, left]) => {
  expect(boxSides(schema)?.left).toBe(left);
});

test("boxes have the image, the labels and the least size of the request", () => {
  const params = {
    attachment: "https://files.example/a.jpg",
    objects_to_annotate: ["car"],
    with_labels: true,
    min_width: 20,
  };
  expect(boxHintsOf({ callback_url: "https://shop.example/", params })).toEqual({
    image: "https://files.example/a.jpg",
    labels: ["car"],
    minWidth: 20,
    minHeight: 0,
  });
  expect(boxHintsOf({ params: { ...params, with_labels: false } }).labels).toEqual([]);
});

test("a transcript has the recording of the request", () => {
  expect(audioOf({ params: { attachment: "https://files.example/a.wav" } })).toBe(
    "https://files.example/a.wav",
  );
});
