import type {
  CategorizationCallback as BetaCallback,
  callbacks as betaCallbacks,
} from "@task-contracts/contracts/scale-beta";
import type {
  AnnotationCallback,
  AttachmentErrorCallback,
  callbacks,
  operations,
  TaskError,
} from "@task-contracts/contracts/scale-v1";
import { describe, expectTypeOf, test } from "vitest";

type Body<Call extends { requestBody: { content: object } }> = Call["requestBody"]["content"];

describe("callbacks", () => {
  test("have the type of what is sent, by operation and name", () => {
    expectTypeOf<Body<callbacks["createAnnotationTask"]["taskCompleted"]>>().toEqualTypeOf<{
      "application/json": AnnotationCallback;
    }>();
    expectTypeOf<Body<betaCallbacks["createCategorizationTask"]["taskCompleted"]>>().toEqualTypeOf<{
      "application/x-www-form-urlencoded": BetaCallback;
    }>();
  });

  test("of failed attachments differ from those of completed tasks", () => {
    expectTypeOf<Body<callbacks["createAnnotationTask"]["attachmentFailed"]>>().toEqualTypeOf<{
      "application/json": AttachmentErrorCallback;
    }>();
  });

  test("have the headers that are sent with them", () => {
    type Parameters = callbacks["createAnnotationTask"]["taskCompleted"]["parameters"];
    expectTypeOf<Parameters["header"]>().toEqualTypeOf<{ "scale-callback-auth": string }>();
  });

  test("have the answers that are understood", () => {
    expectTypeOf<keyof callbacks["createAnnotationTask"]["taskCompleted"]["responses"]>().toEqualTypeOf<
      "2XX" | "4XX" | "default"
    >();
  });

  test("belong to operations, and are none themselves", () => {
    expectTypeOf<keyof callbacks>().toExtend<keyof operations>();
    expectTypeOf<keyof operations>().not.toEqualTypeOf<string>();
    // @ts-expect-error -- nobody can call it
    expectTypeOf<operations["onAnnotationTaskCompleted"]>().toBeObject();
  });

  test("of one task type narrow to a result or an error", () => {
    expectTypeOf<AnnotationCallback["task"]["type"]>().toEqualTypeOf<"annotation">();
    expectTypeOf<AnnotationCallback["response"]["error"]>().toEqualTypeOf<TaskError | undefined>();
  });
});
