import { expect, test } from "vitest";
import { apiOperations as dataflowkit } from "../operations/dataflowkit-v1.ts";
import { apiOperations as scale } from "../operations/scale-v1.ts";
import { operationFinder } from "./find-operation.ts";

test.for([
  [scale, "GET", "/task/5f2b", "getTask"],
  [scale, "POST", "/task/5f2b/cancel", "cancelTask"],
  [scale, "POST", "/task/annotation", "createAnnotationTask"],
  [scale, "GET", "/tasks?limit=1&type=a/task/b", "listTasks"],
  [scale, "DELETE", "/tasks", undefined],
  [scale, "GET", "/task/5f2b/more", undefined],
  [scale, "GET", "/tasks/", undefined],
  [scale, "GET", "/other?next=/tasks", undefined],
  [scale, "GET", "/tasks#top", "listTasks"],
  [dataflowkit, "POST", "/tasks", "listTasks"],
  [dataflowkit, "POST", "/tasks/Vq7R/store", "getTaskResults"],
  [dataflowkit, "DELETE", "/tasks/Vq7R", "deleteTask"],
] as const)("%o: %s %s is %s", ([operations, method, path, operationId]) => {
  const request = new Request(`https://proxy.example/some/prefix${path}`, { method });
  expect(operationFinder(operations)(request)?.[0]).toBe(operationId);
});
