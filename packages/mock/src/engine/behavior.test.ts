import { expect, test } from "vitest";
import { contracts } from "../apis/contracts.ts";
import type { ApiId } from "../apis/api-ids.ts";
import { type Behavior, behaviorsOf } from "./behavior.ts";

const behavior = async (api: ApiId): Promise<Behavior> => {
  const [found] = await behaviorsOf(contracts[api]);
  if (!found) throw new Error(`${api} has no life cycle.`);
  return found;
};

const beta = await behavior("scale-beta");
const v1 = await behavior("scale-v1");
const dataflowkit = await behavior("dataflowkit-v1");

test("callbacks that fit the contract are left alone, whatever their encoding", async () => {
  const payload = { task_id: "5e8a", response: { category: "big", status_code: "200" }, task: {} };
  const before = structuredClone(payload);
  await beta.checkCallback({ type: "categorization" }, "taskCompleted", payload);
  expect(payload).toEqual(before);
});

test("what is wrong with a callback is named", async () => {
  expect(
    await v1.checkCallback({ type: "categorization" }, "taskCompleted", { response: {}, task: {} }),
  ).toMatch(/task_id is missing/);
});

test("a callback that the contract does not have is an error", () => {
  expect(() => dataflowkit.callbackRules("taskCompleted")).toThrow(
    "dataflowkit-v1 has no callback taskCompleted.",
  );
});

const kinds = ({ roles }: Behavior): Record<string, string> =>
  Object.fromEntries([...roles].map(([operationId, { kind }]) => [operationId, kind]));

test("what operations do with tasks follows from what they respond with, and from the life cycle", () => {
  expect(kinds(dataflowkit)).toEqual({
    listTasks: "list",
    deleteTask: "delete",
    runTask: "transition",
    cancelTask: "transition",
    getTaskInfo: "read",
  });
  expect(kinds(v1)).toMatchObject({
    createCategorizationTask: "create",
    createAudiotranscriptionTask: "create",
    getTask: "read",
    cancelTask: "transition",
    listTasks: "list",
  });
  expect(kinds(beta)).toMatchObject({ getTask: "read", listTasks: "list" });
});

test("each type of task is known by the operation that creates it", () => {
  expect(v1.taskTypes).toEqual(
    new Set([
      "categorization",
      "comparison",
      "datacollection",
      "annotation",
      "transcription",
      "audiotranscription",
    ]),
  );
});
