import { describe, expect, test } from "vitest";
import { builtApis } from "./built-apis.ts";
import { bodyExamples } from "./examples.ts";
import { kiln } from "@task-contracts/contract-compiler/test/kiln-contract";
import { loadValidators } from "./load-validators.ts";

const { callback, response } = await loadValidators(kiln);

/** A copy in which any attempt to change something throws. */
function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null) for (const part of Object.values(value)) deepFreeze(part);
  return Object.freeze(value);
}

describe("an answer", () => {
  const answers = builtApis
    .flatMap((api) => bodyExamples(api))
    .filter(({ title }) => / answer to /.test(title));

  test.for(answers)("is checked without a change: $title", ({ value, validate }) => {
    expect(validate(deepFreeze(structuredClone(value)))).toBe(true);
  });

  test("with an integer as a string is not valid", () => {
    expect(response["createFiring"]?.["200"]?.["application/json"]?.({ kind: "glaze", pieces: "3" })).toBe(
      false,
    );
  });

  test("gets no defaults", () => {
    const body = { degrees: 1060 };
    expect(response["listFirings"]?.["200"]?.["application/json"]?.(body)).toBe(true);
    expect(body).toEqual({ degrees: 1060 });
  });

  test("in plain text is checked as a string", () => {
    const validate = response["createFiring"]?.["200"]?.["text/plain"];
    expect(validate?.("ok")).toBe(true);
    expect(validate?.("o")).toBe(false);
    expect(validate?.({})).toBe(false);
  });

  test("without a body has an empty table", () => {
    expect(response["createFiring"]?.["204"]).toEqual({});
  });

  test("can be the default one", () => {
    expect(response["createFiring"]?.["default"]?.["application/json"]).toBeTypeOf("function");
  });
});

describe("a value of a union", () => {
  const validate = response["createFiring"]?.["default"]?.["application/json"];

  test.for<[string, unknown, object]>([
    [
      "names what is missing in the member that its tag names",
      { type: "failed" },
      {
        instancePath: "",
        schemaPath: "/components/schemas/Failed/required",
        params: { missingProperty: "reason" },
      },
    ],
    [
      "names the tag that no member has",
      { type: "closed" },
      { keyword: "discriminator", params: { error: "mapping", tag: "type", tagValue: "closed" } },
    ],
    [
      "names the tag that is missing",
      {},
      { keyword: "discriminator", params: { error: "tag", tag: "type" } },
    ],
    ["has to be an object", "opened", { keyword: "type", params: { type: "object" } }],
  ])("%s", ([, value, error]) => {
    expect(validate?.(value)).toBe(false);
    expect(validate?.errors).toEqual([expect.objectContaining(error)]);
  });
});

describe("a callback", () => {
  test("in JSON is not converted", () => {
    expect(callback["createFiring"]?.["done"]?.["application/json"]?.({ pieces: "3" })).toBe(false);
  });

  test("in a form is converted, in place", () => {
    const body = { pieces: "3" };
    expect(callback["createFiring"]?.["done"]?.["application/x-www-form-urlencoded"]?.(body)).toBe(true);
    expect(body).toEqual({ pieces: 3 });
  });
});

test("a task of scale-v1 with one mistake is told of this one, and not of the other five types", () => {
  const api = builtApis.find(({ id }) => id === "scale-v1");
  const validate = api?.response["getTask"]?.["200"]?.["application/json"];
  const task = structuredClone(
    api && bodyExamples(api).find((example) => example.validate === validate)?.value,
  ) as Record<string, unknown>;
  task["status"] = "lost";
  expect(validate?.(task)).toBe(false);
  expect(validate?.errors).toEqual([
    expect.objectContaining({ instancePath: "/status", schemaPath: "/components/schemas/TaskStatus/enum" }),
  ]);
});
