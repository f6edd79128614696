import { describe, expect, test } from "vitest";
import type { BundledApi } from "@task-contracts/contract-compiler/bundled-api";
import type { Validate } from "@task-contracts/contract-compiler/validate";
import { kiln } from "@task-contracts/contract-compiler/test/kiln-contract";
import { loadValidators } from "./load-validators.ts";

const order = {
  type: "object",
  required: ["clay"],
  if: { required: ["glazes"] },
  else: { required: ["marks"] },
  properties: {
    clay: { type: "string" },
    glazes: { type: "array", minItems: 1, items: { type: "string" } },
    marks: { type: "object", minProperties: 1, additionalProperties: { type: "string" } },
    tags: { type: "array", items: { type: "string" } },
    note: { type: ["string", "null"] },
    cone: { type: "integer", default: 6 },
    parts: { type: "array", items: { $ref: "#/components/schemas/Part" } },
    extra: { type: "object", additionalProperties: true },
  },
};

const api = (more: object): BundledApi => ({
  id: "kiln-v1",
  contract: {
    ...kiln.contract,
    ...more,
    components: {
      ...kiln.contract.components,
      schemas: {
        ...kiln.contract.components?.schemas,
        Firing: order,
        Part: {
          type: "object",
          required: ["name"],
          properties: { name: { type: "string" }, size: { type: "number" } },
        },
      },
    },
  },
});

const json = async (more: object): Promise<Validate<unknown>> => {
  const { request } = await loadValidators(api(more));
  return request["createFiring"]?.body?.["application/json"] as Validate<unknown>;
};

const body = { clay: "red", glazes: ["white"] };

describe("where a contract takes null for absent, a JSON request", async () => {
  const validate = await json({ "x-null-is-absent": true });

  test.for<[string, object, object]>([
    ["an optional property", { ...body, tags: null }, { ...body, cone: 6 }],
    ["one with a default, which it gets", { ...body, cone: null }, { ...body, cone: 6 }],
    [
      "one in an object in a list",
      { ...body, parts: [{ name: "lid", size: null }] },
      { parts: [{ name: "lid" }] },
    ],
    ["one that another one takes the place of", { ...body, marks: null }, { ...body, cone: 6 }],
  ])("may say null for %s", ([, sent, received]) => {
    const copy = structuredClone(sent);
    expect([validate(copy), validate.errors]).toEqual([true, null]);
    expect(copy).toMatchObject(received);
    expect(JSON.stringify(copy)).not.toContain("null");
  });

  test.for<[string, object]>([
    ["a list that may not be empty", { clay: "red", glazes: [], marks: { a: "b" } }],
    ["a map that may not be empty", { ...body, marks: {} }],
  ])("may leave %s empty, which then is absent", ([, sent]) => {
    const copy: Record<string, unknown> = structuredClone(sent) as never;
    expect([validate(copy), validate.errors]).toEqual([true, null]);
    expect([copy["glazes"], copy["marks"]]).toContain(undefined);
  });

  test("keeps what null and emptiness mean something for", () => {
    const copy = { ...body, note: null, tags: [], extra: { a: null } };
    expect(validate(copy)).toBe(true);
    expect(copy).toMatchObject({ note: null, tags: [], extra: { a: null } });
  });

  test.for<[string, object, string]>([
    ["a required property", { ...body, clay: null }, "/clay type"],
    ["all of several, of which one is needed", { clay: "red", glazes: null, marks: {} }, " required"],
    ["an item of a list", { ...body, glazes: [null] }, "/glazes/0 type"],
    ["a value of a map", { ...body, marks: { a: null } }, "/marks/a type"],
  ])("may not say null for %s", ([, sent, error]) => {
    expect(validate(structuredClone(sent))).toBe(false);
    const [first] = validate.errors ?? [];
    expect(`${first?.instancePath} ${first?.keyword}`).toBe(error);
  });

  test("reports a choice between properties by all their names", () => {
    validate({ clay: "red" });
    expect(validate.errors).toMatchObject([
      { keyword: "required", params: { missingProperty: "marks" } },
      { keyword: "if", params: { failingKeyword: "else", required: ["glazes"] } },
    ]);
  });
});

test("where a contract does not, null is a value of the wrong type", async () => {
  const validate = await json({});
  expect(validate({ ...body, tags: null })).toBe(false);
  expect(validate.errors).toMatchObject([{ instancePath: "/tags", keyword: "type" }]);
});

test("an error says what a pattern means, if the contract does", async () => {
  const clay = { type: "string", pattern: "^[a-z]+$", "x-pattern-means": "a word in lower case" };
  const named = api({});
  const schemas = { ...named.contract.components?.schemas, Firing: { type: "object", properties: { clay } } };
  const { request } = await loadValidators({
    ...named,
    contract: {
      ...named.contract,
      components: { schemas, securitySchemes: named.contract.components?.securitySchemes ?? {} },
    },
  });
  const validate = request["createFiring"]?.body?.["application/json"] as Validate<unknown>;
  expect(validate({ clay: "RED" })).toBe(false);
  expect(validate.errors).toMatchObject([
    {
      message: "must be a word in lower case",
      params: { pattern: "^[a-z]+$", meaning: "a word in lower case" },
    },
  ]);
});
