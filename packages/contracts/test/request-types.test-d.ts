import type {
  AnnotationRequest,
  CategorizationRequest,
  operations,
} from "@task-contracts/contracts/scale-v1";
import { describe, expectTypeOf, test } from "vitest";

const request: CategorizationRequest = {
  attachment_type: "text",
  attachment: "The lamp came with a crack.",
  instruction: "Choose what it is about.",
  categories: ["delivery", "damage"],
};

describe("a request", () => {
  test("needs nothing that has a default", () => {
    expectTypeOf(request.urgency).toEqualTypeOf<CategorizationRequest["urgency"] | undefined>();
    expectTypeOf<{ urgency?: never }>().toExtend<Pick<CategorizationRequest, "urgency">>();
  });

  test("with a misspelt property does not compile, although the contract is open for others", () => {
    const misspelt: CategorizationRequest = {
      ...request,
      // @ts-expect-error -- it is `allow_multiple`
      allow_mutliple: true,
    };
    expectTypeOf(misspelt).toEqualTypeOf(request);
  });

  test("with a value that is not listed does not compile", () => {
    // @ts-expect-error -- not an urgency
    const foreign: CategorizationRequest = { ...request, urgency: "month" };
    expectTypeOf(foreign).toEqualTypeOf(request);
  });

  test("without what is required does not compile", () => {
    // @ts-expect-error -- `objects_to_annotate` is missing
    expectTypeOf<{ attachment: string }>().toExtend<AnnotationRequest>();
  });

  test("has the same type as JSON and as a form", () => {
    type Content = operations["createCategorizationTask"]["requestBody"]["content"];
    expectTypeOf<Content["application/x-www-form-urlencoded"]>().toEqualTypeOf<Content["application/json"]>();
  });
});
