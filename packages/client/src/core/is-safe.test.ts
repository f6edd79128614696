import { expect, test } from "vitest";
import { apiOperations as dataflowkit } from "../operations/dataflowkit-v1.ts";
import { apiOperations as scaleBeta } from "../operations/scale-beta.ts";
import { apiOperations as scale } from "../operations/scale-v1.ts";
import { isSafe, checkFirst } from "./is-safe.ts";

test.for(["getTask", "getTaskInfo", "getTaskPayload", "getTaskResults", "listTasks", "GET", "HEAD"])(
  "%s is safe, so a failure needs no check of what it did",
  (id) => {
    expect([isSafe(id), checkFirst(id)]).toEqual([true, ""]);
  },
);

test.for(["createCategorizationTask", "cancelTask", "runTask", "deleteTask", "POST", "getaway", "GETTER"])(
  "%s is not",
  (id) => {
    expect([isSafe(id), checkFirst(id)]).toEqual([false, expect.stringContaining("check ")]);
  },
);

test.for([
  ["Scale v1", scale],
  ["Scale beta", scaleBeta],
  ["Dataflow Kit", dataflowkit],
] as const)("%s has listTasks, which messages recommend.", ([, operations]) => {
  expect(operations).toHaveProperty("listTasks");
});
