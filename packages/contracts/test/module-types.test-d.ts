import type { Operation, OperationTable, Validate } from "@task-contracts/contracts";
import { operationTable as dataflowkit } from "@task-contracts/contracts/dataflowkit-v1";
import {
  type AnnotationCallback,
  type AnnotationRequest,
  operationTable,
  type Task,
} from "@task-contracts/contracts/scale-v1";
import { callbackValidators } from "@task-contracts/contracts/scale-v1/callback-validators";
import { requestValidators } from "@task-contracts/contracts/scale-v1/request-validators";
import { responseValidators } from "@task-contracts/contracts/scale-v1/response-validators";
import { responseValidators as dataflowkitResponses } from "@task-contracts/contracts/dataflowkit-v1/response-validators";
import { describe, expectTypeOf, test } from "vitest";

declare const id: string;

describe("the operation table", () => {
  test("is known to the letter", () => {
    expectTypeOf(operationTable.getTask.path).toEqualTypeOf<"/task/{task_id}">();
    expectTypeOf(
      operationTable.createAnnotationTask.requestMediaTypes[0],
    ).toEqualTypeOf<"application/json">();
    expectTypeOf(dataflowkit.runTask.security[0].name).toEqualTypeOf<"api_key">();
  });

  test("is a table like that of any API", () => {
    expectTypeOf(operationTable).toExtend<OperationTable>();
    expectTypeOf((operationTable as OperationTable)[id]).toEqualTypeOf<Operation | undefined>();
  });

  test("has no operation that the contract does not have", () => {
    expectTypeOf(operationTable).toHaveProperty("cancelTask");
    expectTypeOf(operationTable).not.toHaveProperty("canceltask");
  });
});

describe("validators", () => {
  test("of requests narrow what they accept", () => {
    const validate: Validate<AnnotationRequest> =
      requestValidators.createAnnotationTask.body["application/json"];
    expectTypeOf(validate).guards.toEqualTypeOf<AnnotationRequest>();
  });

  test("of parameters exist for the places that an operation has parameters in", () => {
    expectTypeOf<keyof typeof requestValidators.getTask>().toEqualTypeOf<"path">();
    expectTypeOf<keyof typeof requestValidators.listTasks>().toEqualTypeOf<"query">();
    expectTypeOf(requestValidators.getTask.path).toEqualTypeOf<Validate<{ task_id: string }>>();
  });

  test("of answers go by status and media type", () => {
    const validate: Validate<Task> = responseValidators.getTask[200]["application/json"];
    expectTypeOf(validate).guards.toEqualTypeOf<Task>();
    expectTypeOf(responseValidators.getTask).not.toHaveProperty(418);
  });

  test("of answers without a body are none", () => {
    expectTypeOf(dataflowkitResponses.deleteTask[200]).toEqualTypeOf<{}>();
  });

  test("of callbacks go by operation, name and media type", () => {
    const validate = callbackValidators.createAnnotationTask.taskCompleted["application/json"];
    expectTypeOf(validate).toEqualTypeOf<Validate<AnnotationCallback>>();
  });

  test("can be looked up by a server that does not know the API", () => {
    expectTypeOf(responseValidators).toExtend<
      Record<string, Record<string, Record<string, Validate<unknown>>>>
    >();
    expectTypeOf(callbackValidators).toExtend<
      Record<string, Record<string, Record<string, Validate<unknown>>>>
    >();
    expectTypeOf(requestValidators).toExtend<
      Record<
        string,
        { path?: Validate<unknown>; query?: Validate<unknown>; body?: Record<string, Validate<unknown>> }
      >
    >();
  });
});
