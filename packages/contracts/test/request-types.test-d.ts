import type { CategorizationRequest as BetaRequest } from "@task-contracts/contracts/scale-beta";
import type {
  AnnotationRequest,
  AudiotranscriptionRequest,
  CategorizationRequest,
  ComparisonRequest,
  DatacollectionRequest,
  operations,
  TranscriptionRequest,
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

  test("of any type refuses a misspelt property", () => {
    const read = { instruction: "Read it.", attachment: "https://files.example/1.png" };
    const requests = [
      // @ts-expect-error -- it is `choices`
      { ...read, attachment_type: "text", attachments: ["a"], choises: ["b"] } satisfies ComparisonRequest,
      // @ts-expect-error -- it is `metadata`
      { ...read, attachment_type: "text", fields: {}, metdata: {} } satisfies DatacollectionRequest,
      // @ts-expect-error -- it is `with_labels`
      { ...read, objects_to_annotate: ["car"], with_label: true } satisfies AnnotationRequest,
      // @ts-expect-error -- it is `urgency`
      { ...read, attachment_type: "pdf", fields: {}, urgent: "day" } satisfies TranscriptionRequest,
      // @ts-expect-error -- it is `phrases`
      { ...read, phrase: ["Lindqvist"] } satisfies AudiotranscriptionRequest,
      // @ts-expect-error -- the beta has no `urgency`
      { ...request, callback_url: "https://shop.example/", urgency: "day" } satisfies BetaRequest,
    ];
    expectTypeOf(requests).toBeArray();
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
