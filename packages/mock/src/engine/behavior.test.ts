import { expect, test } from "vitest";
import { contracts } from "../apis/contracts.ts";
import { readBehaviors } from "./behavior.ts";

const behaviors = await readBehaviors(contracts);

test("callbacks that fit the contract are left alone, whatever their encoding", async () => {
  const payload = { task_id: "5e8a", response: { category: "big", status_code: "200" }, task: {} };
  const before = structuredClone(payload);
  await behaviors["scale-beta"].checkCallback("categorization", "taskCompleted", payload);
  expect(payload).toEqual(before);
});

test("what is wrong with a callback is named", async () => {
  const check = behaviors["scale-v1"].checkCallback;
  expect(await check("categorization", "taskCompleted", { response: {}, task: {} })).toMatch(
    /task_id is missing/,
  );
});

test("a callback that the contract does not have is an error", () => {
  expect(() => behaviors["dataflowkit-v1"].callbackRules("taskCompleted")).toThrow(
    "dataflowkit-v1 has no callback taskCompleted.",
  );
});
