import * as fc from "fast-check";
import { expect, test } from "vitest";
import { formatPointer, parsePointer } from "./json-pointer.ts";

test.for<[string, string[]]>([
  ["", []],
  ["#", []],
  ["#/", [""]],
  ["#/components/schemas/Task", ["components", "schemas", "Task"]],
  ["/paths/~1tasks/get", ["paths", "/tasks", "get"]],
  ["#/paths/~1task~1%7Btask_id%7D", ["paths", "/task/{task_id}"]],
  ["/a%20b", ["a%20b"]],
  ["#/100%", ["100%"]],
  ["/~01", ["~1"]],
])("the pointer %j leads through %j", ([pointer, steps]) => {
  expect(parsePointer(pointer)).toEqual(steps);
});

test("a pointer that was formatted leads through the same keys again", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "binary" })), (steps) => {
      expect(parsePointer(formatPointer(steps))).toEqual(steps);
    }),
  );
});
