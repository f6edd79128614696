import { describe, expect, test } from "vitest";
import { builtApis } from "./built-apis.ts";
import { kiln } from "@task-contracts/contract-compiler/test/kiln-contract";
import { loadValidators } from "./load-validators.ts";

const { request } = await loadValidators(kiln);

/** What becomes of a body that has all that is required, and some more. */
function send(more: object): { valid: boolean; body: object; errors: unknown } {
  const body = { kind: "glaze", pieces: 1, ...more };
  const validate = request["createFiring"]?.body?.["application/json"];
  return { valid: validate?.(body) ?? false, body, errors: validate?.errors };
}

describe("a JSON request", () => {
  test.for<[string, object, object]>([
    ["a property", { pieces: "30" }, { pieces: 30 }],
    ["a negative number", { spare: "-4" }, { spare: -4 }],
    ["an array", { cones: ["4", 5] }, { cones: [4, 5] }],
    [
      "the values of a map, by $ref",
      { shelves: { top: "2", note: "3" } },
      { shelves: { top: 2, note: "3" } },
    ],
    ["a tuple", { corner: ["7", "8"] }, { corner: [7, "8"] }],
    ["an object inside, by $ref", { inside: { kind: "bisque", pieces: "2" } }, { inside: { pieces: 2 } }],
    ["a schema that is part of another", { peak: "1060" }, { peak: 1060 }],
  ])("may write an integer as a string in %s, which then is a number", ([, sent, received]) => {
    const { valid, body, errors } = send(sent);
    expect(errors).toBe(null);
    expect(valid).toBe(true);
    expect(body).toMatchObject(received);
  });

  test.for(["", " ", "1.5", "1e3", "030", "-0", "+3", " 3", "0x10", "three", "NaN", "9007199254740993"])(
    "may not write an integer as %j",
    (pieces) => {
      expect(send({ pieces })).toMatchObject({
        valid: false,
        body: { pieces },
        errors: [{ instancePath: "/pieces", keyword: "type" }],
      });
    },
  );

  test("is held to the limits of an integer that it writes as a string", () => {
    expect(send({ pieces: "0" })).toMatchObject({ valid: false, errors: [{ keyword: "minimum" }] });
  });

  test("keeps a string where a string is as good as an integer", () => {
    expect(send({ label: "5" })).toMatchObject({ valid: true, body: { label: "5" } });
  });

  test.for<[string, unknown]>([
    ["name", 42],
    ["name", ["a"]],
    ["crackle", "true"],
    ["cones", "4"],
    ["cones", 4],
    ["shelves", "{}"],
    ["pieces", true],
    ["pieces", ["3"]],
  ])("is converted in no other way: %s cannot be %j", ([name, value]) => {
    expect(send({ [name]: value })).toMatchObject({ valid: false, errors: [{ instancePath: `/${name}` }] });
  });

  test("gets the defaults of what it leaves out, also inside", () => {
    const { body } = send({ inside: { kind: "bisque", pieces: 2 } });
    expect(body).toMatchObject({ crackle: false, inside: { crackle: false } });
  });

  test("gets a default that the referred schema states", () => {
    expect(send({ shelf: {} }).body).toMatchObject({ shelf: { level: 1 } });
  });

  test("may have properties that nobody described", () => {
    expect(send({ mood: "calm" })).toMatchObject({ valid: true, body: { mood: "calm" } });
  });

  test("learns all that is wrong with it at once", () => {
    const { errors } = send({ kind: "raku", pieces: 0, name: "long" });
    expect(errors).toEqual([
      expect.objectContaining({
        instancePath: "/kind",
        keyword: "enum",
        params: { allowedValues: ["bisque", "glaze"] },
      }),
      expect.objectContaining({ instancePath: "/pieces", keyword: "minimum" }),
      expect.objectContaining({ instancePath: "/name", keyword: "maxLength", params: { limit: 3 } }),
    ]);
  });

  test("learns which rule of the contract it breaks", () => {
    expect(send({ pieces: 0 }).errors).toEqual([
      {
        instancePath: "/pieces",
        schemaPath: "/components/schemas/Firing/properties/pieces/minimum",
        keyword: "minimum",
        params: { comparison: ">=", limit: 1 },
        message: "must be >= 1",
      },
    ]);
  });

  test("counts characters and not UTF-16 units", () => {
    expect(send({ name: "🐜🐜🐜" }).valid).toBe(true);
    expect(send({ name: "🐜🐜🐜🐜" }).valid).toBe(false);
  });
});

test("a body of which nothing is described is valid as it is", () => {
  expect(request["createFiring"]?.body?.["application/octet-stream"]?.(42)).toBe(true);
});

test("an annotation task of scale-v1 may have its minimal size as strings, and gets what it leaves out", () => {
  const scale = builtApis.find(({ id }) => id === "scale-v1");
  const body = {
    attachment: "https://files.example/street.png",
    objects_to_annotate: ["car"],
    min_width: "30",
  };
  expect(scale?.request["createAnnotationTask"]?.body?.["application/json"]?.(body)).toBe(true);
  expect(body).toMatchObject({
    min_width: 30,
    min_height: 0,
    with_labels: false,
    urgency: "day",
    metadata: {},
  });
});

test("an unknown property is reported with the known ones, where a contract allows no others", () => {
  const control = builtApis.find(({ id }) => id === "mock-control-v1");
  const validate = control?.request["advanceClock"]?.body?.["application/json"];
  expect(validate?.({ hour: 1 })).toBe(false);
  expect(validate?.errors).toMatchObject([
    {
      keyword: "additionalProperties",
      params: {
        additionalProperty: "hour",
        knownProperties: ["milliseconds", "seconds", "minutes", "hours", "days"],
      },
    },
  ]);
});
