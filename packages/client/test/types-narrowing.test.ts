import type { components } from "@task-contracts/contracts/scale-v1";
import { describe, expectTypeOf, test } from "vitest";
import {
  receiveScaleBetaCallback,
  receiveScaleCallback,
  type ScaleBetaCallback,
  type ScaleCallback,
} from "../src/callbacks/index.ts";
import {
  createScaleClient,
  isNotFoundError,
  isTaskCanceledError,
  isTooManyRequestsError,
  type NotFoundError,
  type Task,
} from "../src/scale/index.ts";
import * as requests from "./requests.ts";

type Schemas = components["schemas"];

// The compiler runs these tests: nothing here is called.
const scale = createScaleClient({ apiKey: "k" });
const compile = (_code: () => unknown): void => undefined;

describe("narrowing", () => {
  test("by the type of a task", () => {
    compile(async () => {
      for await (const task of scale.listTasks({ status: "completed" })) {
        expectTypeOf(task).toEqualTypeOf<Task>();
        // @ts-expect-error which type it is has not been asked
        compile(() => task.response?.annotations);
        if (task.type === "annotation") {
          expectTypeOf(task.response?.annotations).toEqualTypeOf<Schemas["Annotation"][] | undefined>();
        } else if (task.type === "audiotranscription") {
          expectTypeOf(task.params.phrases).toEqualTypeOf<string[] | undefined>();
        }
      }
    });
  });

  test("by waiting", () => {
    compile(async () => {
      const created = await scale.createAnnotationTask(requests.annotation);
      // @ts-expect-error there may be no response yet
      compile(() => created.response.annotations);
      const completed = await scale.waitForTask(created);
      expectTypeOf(completed.type).toEqualTypeOf<"annotation">();
      expectTypeOf(completed.status).toEqualTypeOf<"completed">();
      expectTypeOf(completed.completed_at).toEqualTypeOf<string>();
      expectTypeOf(completed.response.annotations).toEqualTypeOf<Schemas["Annotation"][] | undefined>();
      const any = await scale.waitForTask("5f2b");
      expectTypeOf(any.type).toEqualTypeOf<Task["type"]>();
      if (any.type === "comparison") expectTypeOf(any.response.choice).toEqualTypeOf<string | undefined>();
    });
  });

  test("by the guard of an error", () => {
    compile(() => {
      const error: unknown = undefined;
      if (isNotFoundError(error)) {
        expectTypeOf(error).toEqualTypeOf<NotFoundError>();
        expectTypeOf(error.name).toEqualTypeOf<"NotFoundError">();
        expectTypeOf(error.status).toEqualTypeOf<number>();
      }
      if (isTooManyRequestsError(error)) expectTypeOf(error.retryAfterMs).toEqualTypeOf<number | undefined>();
      if (isTaskCanceledError<Task>(error)) expectTypeOf(error.task).toEqualTypeOf<Task>();
    });
  });

  test("by the kind and the type of a callback", () => {
    const read = (callback: ScaleCallback): void => {
      if (callback.kind === "attachmentFailed") {
        expectTypeOf(callback.attachments).toEqualTypeOf<Schemas["FailedAttachment"][]>();
        // @ts-expect-error it is no result
        compile(() => callback.response);
      } else if (callback.type === "annotation") {
        expectTypeOf(callback.response).toEqualTypeOf<Schemas["AnnotationResponse"]>();
        expectTypeOf(callback.task).toEqualTypeOf<Schemas["AnnotationTask"]>();
      } else expectTypeOf(callback.type).toEqualTypeOf<Exclude<Task["type"], "annotation">>();
    };
    compile(() => receiveScaleCallback(new Request("https://a.example"), { authKey: "k", onCallback: read }));
    expectTypeOf<ScaleBetaCallback["response"]["status_code"]>().toEqualTypeOf<string>();
    compile(async () => {
      const receipt = await receiveScaleBetaCallback(new Request("https://a.example"), { authKey: "k" });
      // @ts-expect-error it may have been refused
      compile(() => receipt.callback);
      if (receipt.ok) expectTypeOf(receipt.callback).toEqualTypeOf<ScaleBetaCallback>();
    });
  });
});
