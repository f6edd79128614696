import type { components, operations } from "@task-contracts/contracts/scale-v1";
import type { components as beta } from "@task-contracts/contracts/scale-beta";
import type { components as kit } from "@task-contracts/contracts/dataflowkit-v1";
import { describe, expectTypeOf, test } from "vitest";
import { receiveScaleCallback } from "../src/callbacks/index.ts";
import type { OrUndefined } from "../src/core/methods.ts";
import { createDataflowKitClient } from "../src/dataflowkit/index.ts";
import { createScaleBetaClient } from "../src/scale-beta/index.ts";
import { createScaleClient } from "../src/scale/index.ts";
import * as requests from "./requests.ts";

type Schemas = components["schemas"];

// The compiler runs these tests: nothing here is called.
const scale = createScaleClient({ apiKey: "k" });
const scaleBeta = createScaleBetaClient({ apiKey: "k" });
const dataflowkit = createDataflowKitClient({ apiKey: "k" });
const compile = (_code: () => unknown): void => undefined;

describe("methods", () => {
  test("are those of the contract, and no others", () => {
    expectTypeOf<Exclude<keyof typeof scale, "http" | "waitForTask">>().toEqualTypeOf<keyof operations>();
    // @ts-expect-error there is no such operation
    compile(() => scale.createPoemTask({}));
    // @ts-expect-error the beta cannot cancel
    compile(() => scaleBeta.cancelTask("5f2b"));
  });

  test("return exactly what the contract says", () => {
    expectTypeOf(scale.createCategorizationTask).returns.resolves.toEqualTypeOf<
      Schemas["CategorizationTask"]
    >();
    expectTypeOf(scale.createAnnotationTask).returns.resolves.toEqualTypeOf<Schemas["AnnotationTask"]>();
    expectTypeOf(scale.createComparisonTask).returns.resolves.toEqualTypeOf<Schemas["ComparisonTask"]>();
    expectTypeOf(scale.getTask).returns.resolves.toEqualTypeOf<Schemas["Task"]>();
    expectTypeOf(scale.cancelTask).returns.resolves.toEqualTypeOf<Schemas["Task"]>();
    expectTypeOf(scale.listTasks().page).returns.resolves.toEqualTypeOf<Schemas["TaskList"]>();
    expectTypeOf(scaleBeta.getTask).returns.resolves.toEqualTypeOf<beta["schemas"]["CategorizationTask"]>();
    expectTypeOf(scaleBeta.listTasks().page).returns.resolves.toEqualTypeOf<beta["schemas"]["TaskList"]>();
    expectTypeOf(dataflowkit.runTask).returns.resolves.toEqualTypeOf<kit["schemas"]["TaskState"]>();
    expectTypeOf(dataflowkit.getTaskInfo).returns.resolves.toEqualTypeOf<kit["schemas"]["Task"]>();
    expectTypeOf(dataflowkit.getTaskResults).returns.resolves.toEqualTypeOf<string>();
    expectTypeOf(dataflowkit.deleteTask).returns.resolves.toEqualTypeOf<void>();
  });

  test("take what the contract says, and undefined for what is optional", () => {
    expectTypeOf(scale.getTask).parameter(0).toEqualTypeOf<string>();
    expectTypeOf(scale.createAnnotationTask)
      .parameter(0)
      .toEqualTypeOf<OrUndefined<Schemas["AnnotationRequest"]>>();
    expectTypeOf(scale.createComparisonTask)
      .parameter(0)
      .toEqualTypeOf<OrUndefined<Schemas["ComparisonRequest"]>>();
    expectTypeOf(scale.listTasks)
      .parameter(0)
      .toEqualTypeOf<OrUndefined<NonNullable<operations["listTasks"]["parameters"]["query"]>> | undefined>();
  });
});

describe("compiles under exactOptionalPropertyTypes:", () => {
  const isUrgent = Date.now() > 0;

  test("a filter that may be undefined", () => {
    compile(() => scale.listTasks({ status: isUrgent ? "completed" : undefined, limit: undefined }));
  });

  test("a property of a body that may be undefined, at any depth", () => {
    compile(() =>
      scale.createCategorizationTask({
        ...requests.categorization,
        urgency: isUrgent ? "immediate" : undefined,
        callback_url: undefined,
      }),
    );
    compile(() =>
      scale.createAnnotationTask({
        ...requests.annotation,
        examples: [{ correct: true, image: "https://files.example/a.png", explanation: undefined }],
      }),
    );
    compile(() => {
      const client = createScaleBetaClient({ apiKey: "k", callbackUrl: "https://a.example/" });
      return client.createCategorizationTask({
        ...requests.categorization,
        attachment_type: "text",
        callback_url: undefined,
      });
    });
  });

  test("but not one that is required", () => {
    // @ts-expect-error there must be an attachment
    compile(() => scale.createAnnotationTask({ ...requests.annotation, attachment: undefined }));
  });
});

describe("does not compile:", () => {
  const { categorization } = requests;

  test("a property that is missing", () => {
    const { instruction: _, ...incomplete } = categorization;
    // @ts-expect-error the instruction is missing
    compile(() => scale.createCategorizationTask(incomplete));
  });

  test("a property that there is not", () => {
    // @ts-expect-error it is called categories
    compile(() => scale.createCategorizationTask({ ...categorization, labels: ["big"] }));
    // @ts-expect-error it is called choices
    compile(() => scale.createComparisonTask({ ...requests.comparison, choice: ["same"] }));
  });

  test("a value that is not among those that there are", () => {
    // @ts-expect-error no such urgency
    compile(() => scale.createCategorizationTask({ ...categorization, urgency: "tomorrow" }));
    // @ts-expect-error only images can be annotated
    compile(() => scale.createAnnotationTask({ ...requests.annotation, attachment_type: "text" }));
    // @ts-expect-error the beta knows no PDF files
    compile(() => scaleBeta.createCategorizationTask({ ...categorization, attachment_type: "pdf" }));
    // @ts-expect-error no such status
    compile(() => scale.listTasks({ status: "done" }));
    // @ts-expect-error no such encoding
    compile(() => scale.createCategorizationTask(categorization, { bodyEncoding: "xml" }));
  });

  test("a value of the wrong type", () => {
    // @ts-expect-error an id is text
    compile(() => scale.getTask(5));
    // @ts-expect-error a limit is a number
    compile(() => scale.listTasks({ limit: "20" }));
    // @ts-expect-error options come after the id
    compile(() => scale.getTask({ retries: 1 }));
  });

  test("a path, a parameter or a method that there is not", () => {
    // @ts-expect-error no such path
    compile(() => scale.http.GET("/jobs"));
    // @ts-expect-error no such method
    compile(() => scale.http.DELETE("/task/{task_id}", { params: { path: { task_id: "5f2b" } } }));
    // @ts-expect-error the id is missing
    compile(() => scale.http.GET("/task/{task_id}"));
  });

  test("a task of the beta without a callback URL, unless the client has one", () => {
    // @ts-expect-error the callback URL is missing
    compile(() => scaleBeta.createCategorizationTask(categorization));
    compile(() =>
      createScaleBetaClient({ apiKey: "k", callbackUrl: "https://a.example/" }).createCategorizationTask(
        categorization,
      ),
    );
  });

  test("a client without a key, a receiver without one", () => {
    // @ts-expect-error the key is missing
    compile(() => createScaleClient({}));
    // @ts-expect-error the key is missing
    compile(() => receiveScaleCallback(new Request("https://a.example"), {}));
  });
});
