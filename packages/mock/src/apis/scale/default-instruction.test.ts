import { expect, test } from "vitest";
import { defaultInstruction } from "./default-instruction.ts";

test.each([
  [{ objects_to_annotate: ["car"] }, "Mark each car."],
  [{ objects_to_annotate: ["car", "bus", "tram"] }, "Mark each car, each bus and each tram."],
  [{ pages: 3 }, "Do what the parameters of this task say."],
])("a task that came without an instruction fits any type: %j", (body, expected) => {
  expect(defaultInstruction(body)).toBe(expected);
});
