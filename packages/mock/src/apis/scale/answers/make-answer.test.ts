import { readdir } from "node:fs/promises";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { makeAnswer } from "./make-answer.ts";
import { documentedTasks, taskId, taskTypes, violations } from "../../../../test/support/answers.ts";

describe("makeAnswer", () => {
  test("has a file for each type of task in the contract, and no other", async () => {
    const files = await readdir(new URL("by-type/", import.meta.url));
    const answers = files.filter((file) => !file.endsWith(".test.ts"));
    expect(answers.toSorted()).toEqual(taskTypes.map((type) => `${type}-answer.ts`).toSorted());
  });

  test("refuses a type that it does not know", async () => {
    await expect(makeAnswer("lidar", "1", { instruction: "Do it well.", params: {} })).rejects.toThrow(
      'There is no answer for tasks of type "lidar": src/apis/scale/answers/by-type/lidar-answer.ts could not be loaded.',
    );
  });

  test("is tried with every type", () => {
    expect(new Set(documentedTasks.map(({ value }) => value.type))).toEqual(new Set(taskTypes));
  });

  describe.each(documentedTasks)("for $name", ({ value: { type, instruction, params } }) => {
    test("gives a valid answer", async () => {
      expect(
        violations(type, params, await makeAnswer(type, "5f2b8c1e9d3a47006b1e8f20", { instruction, params })),
      ).toBeNull();
    });

    test("gives the same answer to the same task, to the byte", async () => {
      await fc.assert(
        fc.asyncProperty(taskId, async (id) => {
          const first = await makeAnswer(type, id, { instruction, params });
          const second = await makeAnswer(type, id, structuredClone({ instruction, params }));
          expect(JSON.stringify(first)).toBe(JSON.stringify(second));
        }),
        { numRuns: 20 },
      );
    });

    test("gives other answers to other tasks", async () => {
      const ids = Array.from({ length: 20 }, (_, index) => `5f2b8c1e9d3a47006b1e8f${index}`);
      const answers = await Promise.all(ids.map((id) => makeAnswer(type, id, { instruction, params })));
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBeGreaterThan(1);
    });

    test("leaves the task as it is", async () => {
      const task = { instruction, params: structuredClone(params) };
      await makeAnswer(type, "1", task);
      expect(task).toEqual({ instruction, params });
    });
  });
});
