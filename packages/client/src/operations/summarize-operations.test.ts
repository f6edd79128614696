import { operationTable } from "@task-contracts/contracts/dataflowkit-v1";
import { expect, test } from "vitest";
import { apiOperations } from "./scale-v1.ts";
import { summarizeOperations } from "./summarize-operations.ts";

test("Operations keep what a client needs, and nothing else.", () => {
  expect(apiOperations).toMatchObject({
    getTask: { method: "GET", path: "/task/{task_id}" },
    listTasks: { method: "GET", path: "/tasks", takes: "query" },
    createAnnotationTask: { method: "POST", path: "/task/annotation", takes: "body" },
  });
  expect(Object.keys(apiOperations["getTask"] ?? {})).toEqual(["method", "path"]);
});

test("Answers that are no JSON are noted.", () => {
  const operations = summarizeOperations(operationTable);
  expect(operations["getTaskResults"]).toMatchObject({ gives: "text" });
  expect(operations["deleteTask"]).toMatchObject({ gives: "nothing" });
  expect(operations["getTaskInfo"]).not.toHaveProperty("gives");
});
