import type { AnnotationResponse, components, Task } from "@task-contracts/contracts/scale-v1";
import { describe, expectTypeOf, test } from "vitest";

type Schemas = components["schemas"];

/** The types of tasks by the names of their schemas: `annotation` has an `AnnotationTask`. */
type NamedType = {
  [Name in keyof Schemas]: Name extends "Task"
    ? never
    : Name extends `${infer Type}Task`
      ? Uncapitalize<Type>
      : never;
}[keyof Schemas];

type Of<Type extends Task["type"]> = Extract<Task, { type: Type }>;

declare const task: Task;

describe("a task", () => {
  test("is of one of the types that have schemas", () => {
    expectTypeOf<Task["type"]>().toEqualTypeOf<NamedType>();
    expectTypeOf<"annotation">().toExtend<Task["type"]>();
    expectTypeOf<Task["type"]>().not.toEqualTypeOf<string>();
  });

  test("has the parameters and the response of its type", () => {
    expectTypeOf<{ [Type in Task["type"]]: Of<Type>["params"] }>().toEqualTypeOf<{
      [Type in Task["type"]]: Schemas[`${Capitalize<Type>}Params`];
    }>();
    expectTypeOf<{ [Type in Task["type"]]: Of<Type>["response"] }>().toEqualTypeOf<{
      [Type in Task["type"]]: Schemas[`${Capitalize<Type>}Response`] | undefined;
    }>();
  });

  test("is narrowed by its type", () => {
    if (task.type === "annotation") {
      expectTypeOf(task.params).toEqualTypeOf<Schemas["AnnotationParams"]>();
      expectTypeOf(task.response).toEqualTypeOf<AnnotationResponse | undefined>();
    } else {
      expectTypeOf(task.type).toEqualTypeOf<Exclude<Task["type"], "annotation">>();
    }
  });

  test("shows nothing of its type before the type is known", () => {
    expectTypeOf<NonNullable<Task["response"]>>().not.toHaveProperty("annotations");
    expectTypeOf<AnnotationResponse>().toHaveProperty("annotations");
  });

  test("has a type with known members all the way down", () => {
    expectTypeOf<{
      [Type in Task["type"]]: unknown extends Of<Type>["response"] ? true : false;
    }>().toEqualTypeOf<{
      [Type in Task["type"]]: false;
    }>();
  });
});
