import type {
  AnnotationParams,
  AnnotationResponse,
  AudiotranscriptionParams,
  AudiotranscriptionResponse,
  CategorizationParams,
  CategorizationResponse,
  ComparisonParams,
  ComparisonResponse,
  DatacollectionParams,
  DatacollectionResponse,
  Task,
  TranscriptionParams,
  TranscriptionResponse,
} from "@task-contracts/contracts/scale-v1";
import { describe, expectTypeOf, test } from "vitest";

interface ByType {
  categorization: [CategorizationParams, CategorizationResponse];
  comparison: [ComparisonParams, ComparisonResponse];
  datacollection: [DatacollectionParams, DatacollectionResponse];
  annotation: [AnnotationParams, AnnotationResponse];
  transcription: [TranscriptionParams, TranscriptionResponse];
  audiotranscription: [AudiotranscriptionParams, AudiotranscriptionResponse];
}

declare const task: Task;

describe("a task", () => {
  test("is of one of six types", () => {
    expectTypeOf<Task["type"]>().toEqualTypeOf<keyof ByType>();
  });

  test("has the parameters and the response of its type", () => {
    switch (task.type) {
      case "categorization":
        expectTypeOf(task.params).toEqualTypeOf<ByType["categorization"][0]>();
        expectTypeOf(task.response).toEqualTypeOf<ByType["categorization"][1] | undefined>();
        break;
      case "comparison":
        expectTypeOf(task.params).toEqualTypeOf<ByType["comparison"][0]>();
        expectTypeOf(task.response).toEqualTypeOf<ByType["comparison"][1] | undefined>();
        break;
      case "datacollection":
        expectTypeOf(task.params).toEqualTypeOf<ByType["datacollection"][0]>();
        expectTypeOf(task.response).toEqualTypeOf<ByType["datacollection"][1] | undefined>();
        break;
      case "annotation":
        expectTypeOf(task.params).toEqualTypeOf<ByType["annotation"][0]>();
        expectTypeOf(task.response).toEqualTypeOf<ByType["annotation"][1] | undefined>();
        break;
      case "transcription":
        expectTypeOf(task.params).toEqualTypeOf<ByType["transcription"][0]>();
        expectTypeOf(task.response).toEqualTypeOf<ByType["transcription"][1] | undefined>();
        break;
      case "audiotranscription":
        expectTypeOf(task.params).toEqualTypeOf<ByType["audiotranscription"][0]>();
        expectTypeOf(task.response).toEqualTypeOf<ByType["audiotranscription"][1] | undefined>();
        break;
      default:
        expectTypeOf(task).toBeNever();
    }
  });

  test("shows nothing of its type before the type is known", () => {
    expectTypeOf<NonNullable<Task["response"]>>().not.toHaveProperty("annotations");
    expectTypeOf<AnnotationResponse>().toHaveProperty("annotations");
  });

  test("has a type with known members all the way down", () => {
    expectTypeOf<AnnotationResponse>().not.toBeUnknown();
    expectTypeOf<ComparisonResponse>().not.toBeUnknown();
    expectTypeOf<DatacollectionResponse>().not.toBeUnknown();
  });
});
